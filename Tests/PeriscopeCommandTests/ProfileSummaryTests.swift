import PeriscopeCommand
import PeriscopeHistory
import PeriscopeInsight
import Testing

@Suite("What periscope profile tells")
struct ProfileSummaryTests {
    private static let period: UInt64 = 4_000_000

    private func frame(_ function: String, line: Int, _ origin: ProfileFrame.Origin = .app) -> ProfileFrame {
        ProfileFrame(
            function: function, path: origin == .app ? "/shop/Sources/\(function).swift" : "", line: line,
            module: origin == .app ? "" : "libswiftCore.so", origin: origin)
    }

    /// `isPrime` with a share of the samples, `render` with the rest, below the same handler.
    private func profile(prime: UInt64, render: UInt64) -> CPUProfile {
        var builder = CPUProfile.Builder(period: Self.period)
        let handler = frame("handle", line: 7)
        builder.add([handler, frame("isPrime", line: 15)], count: prime / 2)
        builder.add(
            [handler, frame("isPrime", line: 15), frame("swift_retain", line: 0, .runtime)],
            count: prime - prime / 2)
        builder.add([handler, frame("render", line: 3)], count: render)
        return builder.finish()
    }

    private func text(
        _ profile: CPUProfile, scope: ProfileScope = ProfileScope(route: "/cpu"), requests: Int = 3, time: UInt64 = 0,
        lost: UInt64 = 0, turnedOff: [String] = []
    ) -> String {
        ProfileSummary(
            profile: profile, scope: scope, requests: requests, requestTime: time, requestSamples: profile.samples,
            lost: lost, turnedOff: turnedOff
        ).text
    }

    @Test("Functions of the app stand in the order of what they and their libraries used, with place and error")
    func table() throws {
        let text = text(profile(prime: 900, render: 100))
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines[0] == "1000 samples of 4.0 ms, 4.00 s of CPU time, in 3 requests to /cpu")
        let prime = try #require(lines.firstIndex { $0.contains("isPrime ") })
        let render = try #require(lines.firstIndex { $0.contains("render ") })
        #expect(prime < render)
        #expect(lines[prime].contains(#/90\.0 % +1\.9 % +90\.0 % +900  isPrime +isPrime\.swift:15$/#), "\(text)")
        #expect(!text.contains("swift_retain"))
        #expect(!text.contains("waiting"))
        #expect(!text.contains("Too few"))
    }

    @Test("Time that was waiting is told, as hot functions say nothing of it")
    func waiting() {
        let text = text(profile(prime: 900, render: 100), time: 40_000_000_000)
        #expect(text.contains("90.0 % of it was waiting, for an answer or for a processor."), "\(text)")
        #expect(!self.text(profile(prime: 900, render: 100), time: 4_000_000_000).contains("waiting"))
    }

    @Test("Too few samples say so, and so do two that are alike")
    func doubt() {
        #expect(text(profile(prime: 5, render: 2)).contains("Too few samples"))
        #expect(text(profile(prime: 510, render: 490)).contains("not certain"))
    }

    @Test("Without a function of the app, those of libraries stand there")
    func librariesOnly() {
        var builder = CPUProfile.Builder(period: Self.period)
        builder.add([frame("swift_retain", line: 0, .runtime)], count: 50)
        let text = text(builder.finish(), scope: ProfileScope())
        #expect(text.contains("swift_retain"))
        #expect(text.contains("100.0 % is below no function of the app"))
    }

    @Test("What was lost is told")
    func losses() {
        #expect(text(profile(prime: 90, render: 10), lost: 12).contains("12 more samples were lost"))
        #expect(text(profile(prime: 90, render: 10), lost: 1).contains("1 more sample was lost"))
    }

    @Test("Of one request it is told as of one", arguments: [ProfileScope(), ProfileScope(route: "/cpu")])
    func singular(scope: ProfileScope) {
        let text = text(profile(prime: 900, render: 100), scope: scope, requests: 1, time: 40_000_000_000)
        #expect(text.contains("in 1 \(scope.isOfRequests ? "request to /cpu" : "request")\n"), "\(text)")
        #expect(text.contains("The \(scope.isOfRequests ? "request to /cpu" : "request") took 40.00 s"), "\(text)")
    }

    @Test("A profiler that another viewer turned off is told")
    func turnedOff() {
        let text = text(profile(prime: 90, render: 10), turnedOff: ["shop 7"])
        #expect(text.contains("The profiler of shop 7 was turned off by another viewer"))
        #expect(!self.text(profile(prime: 90, render: 10)).contains("turned off"))
    }

    @Test("A period of nonsense does not end the program")
    func nonsense() {
        var builder = CPUProfile.Builder(period: .max)
        builder.add([frame("burn", line: 1)], count: 50)
        #expect(text(builder.finish(), time: .max).contains("50 samples"))
    }

    @Test("A name that a terminal would obey is made harmless")
    func hostileNames() {
        var builder = CPUProfile.Builder(period: Self.period)
        builder.add([frame("a\u{1B}[2Jb", line: 1)], count: 50)
        #expect(!text(builder.finish()).contains("\u{1B}"))
    }

    @Test("Profiles become one: equal stacks are added up, others stand side by side")
    func merged() {
        let both = CPUProfile.merged([
            profile(prime: 10, render: 4), CPUProfile(), profile(prime: 20, render: 6),
        ])
        #expect(both.samples == 40)
        #expect(both.period == Self.period)
        let hot = both.hotFunctions
        #expect(hot.first { $0.function.name == "isPrime" }?.ownWithLibraries == 30)
        #expect(hot.first { $0.function.name == "swift_retain" }?.own == 15)
        #expect(hot.first { $0.function.name == "handle" }?.total == 40)
        #expect(CPUProfile.merged([]).samples == 0)
    }

    @Test("Profiles of different periods keep their time when they become one")
    func mergedPeriods() {
        var builders = [CPUProfile.Builder(period: 4_000_000), CPUProfile.Builder(period: 1_000_000)]
        builders[0].add([frame("slow", line: 1)], count: 30)
        builders[1].add([frame("fast", line: 1)], count: 10)
        let both = CPUProfile.merged(builders.map { $0.finish() })
        #expect(both.nanoseconds(of: both.samples) == 130_000_000)
    }

    @Test("A request is meant by its route's template or its path, and by its method")
    func scope() {
        var request = RequestRecord(id: RequestID(app: AppID(1), span: 2), sequence: 1)
        request.method = "GET"
        request.path = "/books/7"
        request.route = "/books/{id}"
        for route in ["/books/{id}", "/books/7"] { #expect(ProfileScope(route: route).includes(request)) }
        #expect(!ProfileScope(route: "/books").includes(request))
        #expect(ProfileScope(method: "get").includes(request))
        #expect(!ProfileScope(route: "/books/7", method: "POST").includes(request))
        #expect(ProfileScope().includes(request))
        #expect(ProfileScope(app: "shop").includes(name: "shop", pid: 3))
        #expect(ProfileScope(app: "3").includes(name: "shop", pid: 3))
        #expect(!ProfileScope(app: "bar").includes(name: "shop", pid: 3))
    }
}
