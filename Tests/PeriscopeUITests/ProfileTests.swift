import PeriscopeHistory
import PeriscopeInsight
import PeriscopeUI
import PeriscopeWire
import Screen
import Testing

/// The profile panel, by its keys.
struct ProfileTests {
    // MARK: Hot functions

    @Test("The function that burns is on top, with its place, its share, and what libraries used under it")
    func hot() {
        let ui = UIDriver.profiled("8", 140, 40)
        ui.expect("137 samples", "548.0 ms CPU of 612.0 ms", "% computing", "FUNCTION")
        ui.expectSelected("ReportController.score(of:in:weights:)")
        ui.expectSelected("ReportController.swift:142")
        ui.expectSelected("±")
        ui.expect("of it in libraries", "of it in Swift runtime, system")
        ui.expectNot("sqlite3VdbeExec")
    }

    @Test("Groups unfold with Enter, and all of them with A")
    func groups() {
        var ui = UIDriver.profiled("8G", 140, 40)
        ui.expectSelected("Swift runtime, system")
        ui.type("<enter>")
        ui.expect("Dictionary.subscript.getter", "swift_retain")
        ui.type("AA")
        ui.expectNot("Dictionary.subscript.getter")
        ui.type("A")
        ui.expect("Dictionary.subscript.getter", "sqlite3VdbeExec")
    }

    @Test("Enter shows who called a function and what it called; Esc goes back to its row")
    func opened() {
        var ui = UIDriver.profiled("8<enter>", 140, 60)
        ui.expect("CALLED BY", "ReportController.rank(_:)", "CALLED", "Dictionary.subscript.getter", "HOTTEST LINES")
        ui.type("j<enter>")
        ui.expect("ReportController.walk(_:)")
        ui.type("<esc><esc>")
        ui.expectSelected("ReportController.score(of:in:weights:)")
        ui.type("<esc>")
        ui.expectNot("FUNCTION")
    }

    @Test("o opens the line, y copies the function with its place")
    func source() {
        var ui = UIDriver.profiled("8oy")
        #expect(
            ui.takeEffects() == [
                .edit(path: "/shop/Sources/Bookshop/ReportController.swift", line: 142),
                .copy(
                    CopiedText(
                        "ReportController.score(of:in:weights:)  /shop/Sources/Bookshop/ReportController.swift:142",
                        what: "function")),
            ])
    }

    @Test("s sorts, S reverses")
    func sorting() {
        var ui = UIDriver.profiled("8sj<enter>", 140, 60)
        ui.expectSelected("ReportController.sales(_:context:)")
        ui.type("S")
        ui.expectSelected("ReportController.walk(_:)")
    }

    // MARK: Reading it right

    @Test("Time that was waiting is said first, and points to the timeline")
    func waiting() {
        let ui = UIDriver.profiled("j8", 120, 40)
        ui.expect("96 % of the time was waiting, for an answer or for a processor: 2 shows more")
        ui.expect("9 samples: too few to rank by; send the request again, or press a for all requests of the route")
    }

    @Test("A request that used less than one sample says so")
    func none() {
        UIDriver.profiled("jj8", 120, 40).expect(
            "No sample fell into it: one is taken every 4.0 ms of CPU time.")
    }

    @Test("Without samples the panel says why")
    func why() {
        var ui = UIDriver.bookshop()
        ui.type("j8")
        ui.expect("has not told of its profiler yet")
        ui.tellProfiler(isOn: false)
        ui.expect("The profiler is off.", "P turns it on for bookshop 4242", "PERISCOPE_PROFILE=1")
        ui.tellProfiler(isOn: false, problem: "The kernel gives no timers here.")
        ui.expect("cannot be profiled", "The kernel gives no timers here.")
        ui.tellProfiler(isOn: true)
        ui.expect("Send it again: it is on now.")
        ui.environment.hub = .file(name: "old.ndjson")
        ui.expect("old.ndjson has no profile of this request")
    }

    // MARK: Much of it

    @Test("A profile of 5,000 functions is made once, however one moves in it", arguments: ["8", "8t", "8tA", "8A"])
    func large(keys: String) {
        var ui = UIDriver(200, 60)
        ui.connect()
        ui.say { server in
            let id = server.makeID()
            var delta = server.head(id, "GET", "/large", at: 1, route: "/large")
            let stacks = (0..<5_000).map { place -> ([UInt64], UInt64, UInt32) in
                let number = UInt64(place)
                return ([1_401, 10_000 + number / 50, 20_000 + number / 5, 40_000 + number], id, UInt32(1 + place % 7))
            }
            server.sample(&delta, stacks)
            delta.end = server.end(at: 90_000_000, status: 200)
            server.send(delta)
        }
        ui.nameAll()
        ui.type(keys)
        _ = ui.screen
        let before = ui.cache.counts
        let start = ContinuousClock.now
        for _ in 0..<40 {
            ui.type("j")
            _ = ui.grid
        }
        let took = start.duration(to: .now)
        #expect(ui.cache.counts.since(before).facts == 0)
        if EnvironmentVariable.value("PERISCOPE_TIMES") != nil { print("\(keys): \(took / 40) a key and its frame") }
    }

    // MARK: Further than one request

    @Test("a looks at all requests of the route, then at all")
    func reach() {
        var ui = UIDriver.profiled("8a", 160, 40)
        ui.expect("All requests of GET /reports/sales", "274 samples", "2 requests")
        ui.type("a")
        ui.expect("All requests", "283 samples", "4 requests")
        ui.type("a")
        ui.expect("137 samples")
    }

    @Test("8 in Routes is the route's profile, J the next route's, Esc goes back")
    func routes() {
        var ui = UIDriver.profiled("08", 140, 40)
        ui.expect("All requests of GET /reports/sales", "274 samples", "ReportController.score(of:in:weights:)")
        ui.type("<enter>")
        ui.expect("CALLED BY")
        ui.type("<esc>J")
        ui.expect("All requests of GET /slow", "9 samples")
        ui.type("<esc>")
        ui.expect("IMPACT")
    }

    @Test("A in the list is a profile of what it shows")
    func shown() {
        var ui = UIDriver.profiled("f/slow<enter>A", 120, 40)
        ui.expect("All requests that the filter shows", "9 samples")
        ui.type("<esc>")
        ui.expect("filter: /slow")
    }

    @Test("c on a span of the timeline is the profile of that span")
    func span() {
        var ui = UIDriver.profiled("2jjjjc", 120, 40)
        ui.expect("110 samples", "this span only, Esc for all")
        ui.type("<esc>")
        ui.expect("137 samples")
    }

    // MARK: Spans

    @Test("t t shows the named spans with their exact counts and times; Enter goes to the timeline")
    func spans() {
        var ui = UIDriver.profiled("8tt", 120, 40)
        ui.expect("SPANS", "WAITING", "span ranking", "450.0 ms", "counts and times are exact")
        ui.expectSelected("span ranking")
        ui.type("<enter>")
        ui.expectSelected("ranking")
    }

    // MARK: On, off

    @Test("P turns the profiler of the connected servers on, and off again")
    func toggle() {
        var ui = UIDriver.bookshop()
        ui.type("P")
        let id = ui.history.apps[0].id
        #expect(ui.takeEffects() == [.profile(on: true, [id])])
        ui.expect("profiler on for bookshop 4242")
        ui.tellProfiler(isOn: true)
        ui.expect(" PROF ")
        ui.type("P")
        #expect(ui.takeEffects() == [.profile(on: false, [id])])
    }

    @Test("A server that starts anew is asked again while the profiler is wanted")
    func restart() {
        var ui = UIDriver.bookshop()
        ui.type("P")
        _ = ui.takeEffects()
        ui.restart(build: "b2")
        #expect(ui.takeEffects() == [.profile(on: true, [ui.history.apps[1].id])])
        ui.say { $0.quick("GET", "/", at: 12_000_000, took: 2_100) }
        #expect(ui.takeEffects().isEmpty)
        ui.type("P")
        _ = ui.takeEffects()
        ui.restart(build: "b3")
        #expect(ui.takeEffects().isEmpty)
    }

    @Test("What the environment turned on, P cannot turn off, and says so")
    func byEnvironment() {
        var ui = UIDriver.bookshop()
        ui.tellProfiler(isOn: true, byEnvironment: true)
        ui.type("P")
        #expect(ui.takeEffects().isEmpty)
        ui.expect("only the server's environment turns it off")
    }

    @Test("A server that cannot be profiled is not asked, and says why")
    func unable() {
        var ui = UIDriver.bookshop()
        ui.tellProfiler(isOn: false, problem: "The kernel gives no timers here.")
        ui.type("P")
        #expect(ui.takeEffects().isEmpty)
        ui.expect("The kernel gives no timers here.")
    }

    // MARK: Elsewhere

    @Test("The overview says what was computing, and what the process used meanwhile")
    func overview() {
        let ui = UIDriver.profiled("1", 120, 60)
        ui.expect("548.0 ms (137 samples)", "90 % of the time", "8 in which functions")
        ui.expect("CPU 560.0 ms", "memory 41.2 MB (+1.3 MB while it ran, 2 other requests ran too)")
    }

    @Test("The view of the apps says what the profiler costs")
    func cost() {
        let ui = UIDriver.profiled("9", 140, 40)
        ui.expect(
            "every 4.0 ms of CPU time of 8 threads", "12,345 samples, 3,210 outside of requests, 3 lost",
            "2.1 µs a sample")
        ui.expect("0.07 % of the CPU time")
    }

    // MARK: Export

    @Test("x asks for a file's name and suggests one; Enter writes, Esc does not")
    func export() {
        var ui = UIDriver.profiled("8x")
        ui.expect("write to: profile-reports-sales-", ".speedscope.json", "Tab .folded .pb")
        ui.type("<esc>")
        #expect(ui.takeEffects().isEmpty)
        ui.type("x<c-u>out.folded<enter>")
        guard let id = ui.state.detail.request else { return }
        #expect(ui.takeEffects() == [.exportProfile(.init(scope: .request(id, span: nil), path: "out.folded"))])
        ui.type("ax<c-u>r.pb<enter>")
        let ids = Array(ui.history.order)
        #expect(ui.takeEffects() == [.exportProfile(.init(scope: .requests([ids[3], ids[0]]), path: "r.pb"))])
        ui.type("ax<c-u>all.pb<enter>")
        #expect(ui.takeEffects() == [.exportProfile(.init(scope: .requests(ids.reversed()), path: "all.pb"))])
    }

    @Test("A suggested name has only letters, digits and dashes of the route")
    func names() {
        var ui = UIDriver(120, 40)
        ui.connect()
        ui.say { server in
            let id = server.makeID()
            var delta = server.head(
                id, "GET", "/../../a b;rm -rf $HOME/{id}", at: 1, route: "/../../a b;rm -rf $HOME/{id}")
            server.sample(&delta, [([401], id, 30)])
            delta.end = server.end(at: 90_000, status: 200)
            server.send(delta)
        }
        ui.type("8x")
        ui.expect("write to: profile-a-b-rm-rf-HOME-id-")
    }
}
