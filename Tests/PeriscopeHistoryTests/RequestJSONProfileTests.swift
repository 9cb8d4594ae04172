import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire
import Testing

@Suite("A request's samples as JSON, and back")
struct RequestJSONProfileTests {
    private func sampled() throws -> (History, RequestRecord) {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.whole(7)
        delta.end.processUse.cpuNs = 5_000_000
        delta.end.processUse.residentBytes = 4_096
        delta.end.processUse.residentGrowthBytes = -12
        delta.end.processUse.overlappingRequests = 2
        var batch = feed.tree([delta, feed.samples(7, [(4, 7_010, 1), (3, 7, 2), (5, 7, 3)])])
        batch.profileNodes.parents.append(2)
        batch.profileNodes.frames.append(Feed.frame(0x31, isAsync: true))
        history.apply(batch, from: feed.app, at: noon)
        history.nameTree()
        history.name([0x31: [.app("wait", line: 33)]], of: BuildKey("b1"))
        return (history, try #require(history.request(feed.request(7))))
    }

    private func line(_ history: History, _ record: RequestRecord) -> String {
        RequestJSON.encode(record, app: history.app(record.id.app), history: history)
    }

    @Test("Functions stand once, stacks name them innermost first")
    func object() throws {
        let (history, record) = try sampled()
        func frame(_ function: String, _ line: Int?, _ flags: String = "false,\"async\":false") -> String {
            let place = line.map { "\"Sources/Bookshop/Authors.swift\",\"line\":\($0)" } ?? "null,\"line\":null"
            let isSQLite = function == "sqlite3_step"
            let origin = line != nil ? "app" : isSQLite ? "library" : "runtime"
            return
                "{\"function\":\"\(function)\",\"file\":\(place),\"module\":\(isSQLite ? "\"libsqlite3.so.0\"" : "null"),"
                + "\"origin\":\"\(origin)\",\"inlined\":\(flags)}"
        }
        let frames = [
            frame("sqlite3_step", nil), frame("index", 20), frame("main", nil), frame("spin", 31), frame("burn", 30),
            frame("wait", 33, "false,\"async\":true"),
        ]
        let expected =
            #","profile":{"period_ms":4,"samples":6,"frames":["# + frames.joined(separator: ",")
            + #"],"stacks":[{"span":"0000000000001b62","count":1,"frames":[0,1,2]},"#
            + #"{"span":"0000000000000007","count":2,"frames":[3,4,1,2]},"#
            + #"{"span":"0000000000000007","count":3,"frames":[5,1,2]}]},"#
            + #""process_use":{"cpu_ms":5,"resident_bytes":4096,"resident_growth_bytes":-12,"overlapping_requests":2}}"#
        #expect(line(history, record).hasSuffix(expected))
    }

    @Test("What is read encodes as what was written, and gives the same profile")
    func roundTrip() throws {
        let (history, record) = try sampled()
        let line = line(history, record)
        let imported = try RequestJSON.decode(line: line)
        var read = History()
        let id = try #require(read.insert(imported).changed.first)
        let held = try #require(read.request(id))
        #expect(self.line(read, held) == line)
        #expect(held.sampleCount == 6 && held.cpuTime == 24_000_000 && held.processUse == record.processUse)
        let (old, new) = (history.profile(of: [record.id]), read.profile(of: [id]))
        #expect(new.samples == 6 && new.period == old.period && new.nodes.count == old.nodes.count)
        #expect(Set(new.functions.map(\.name)) == Set(old.functions.map(\.name)))
        #expect(read.profile(of: [id], span: 7_000).samples == 1)
        #expect(read.takeUnnamed(limit: 9).isEmpty && read.takeUnnamedModules(limit: 9).isEmpty)
        // The same line again replaces it, and its tree does not grow.
        let again = try #require(read.insert(imported).changed.first)
        #expect(read.profile(of: [again]).samples == 6 && read.request(again)?.profile == held.profile)
    }

    @Test("Without a history there are numbers, and no names")
    func withoutHistory() throws {
        let (history, record) = try sampled()
        let line = RequestJSON.encode(record, app: history.app(record.id.app))
        #expect(line.contains(#""samples":6,"frames":[],"stacks":[{"span":"0000000000001b62","count":1,"frames":[]},"#))
        let imported = try RequestJSON.decode(line: line)
        #expect(RequestJSON.encode(imported.record, app: imported.app) == line)
    }

    @Test("Only what is said is read")
    func least() throws {
        var history = History()
        for (line, count) in [
            (#"{"id":"1","profile":null,"process_use":null}"#, 0), (#"{"id":"2","profile":{}}"#, 0),
            (#"{"id":"3","profile":{"samples":5,"period_ms":4}}"#, 5),
            (#"{"id":"4","profile":{"frames":[{}],"stacks":[{},{"frames":[0]},{"count":3},{"count":0}]}}"#, 5),
        ] as [(String, UInt64)] {
            let id = try #require(history.insert(try RequestJSON.decode(line: line)).changed.first)
            #expect(history.request(id)?.sampleCount == count)
            _ = history.profile(of: [id])
        }
        #expect(history.requests[0].cpuTime == nil && history.requests[2].cpuTime == 20_000_000)
    }

    @Test(
        "A line that cannot be read says what is wrong, and where",
        arguments: [
            (#"{"id":"1","profile":7}"#, "\"profile\" should be an object."),
            (
                #"{"id":"1","profile":{"period_ms":-1}}"#,
                "\"profile.period_ms\" should be a number of milliseconds that is not negative."
            ),
            (
                #"{"id":"1","profile":{"samples":"x"}}"#,
                "\"profile.samples\" should be a whole number that is not negative."
            ),
            (#"{"id":"1","profile":{"frames":[7]}}"#, "\"profile.frames[0]\" should be an object."),
            (
                #"{"id":"1","profile":{"frames":[{"origin":"x"}]}}"#,
                "\"profile.frames[0].origin\" should be one of app, library, runtime."
            ),
            (#"{"id":"1","profile":{"stacks":{}}}"#, "\"profile.stacks\" should be a list."),
            (
                #"{"id":"1","profile":{"frames":[{}],"stacks":[{"frames":[0,1]}]}}"#,
                "\"profile.stacks[0].frames[1]\" should be a place in \"profile.frames\"."
            ),
            (
                #"{"id":"1","profile":{"stacks":[{"frames":[-1]}]}}"#,
                "\"profile.stacks[0].frames[0]\" should be a place in \"profile.frames\"."
            ),
            (#"{"id":"1","process_use":[]}"#, "\"process_use\" should be an object."),
            (
                #"{"id":"1","process_use":{"resident_bytes":-1}}"#,
                "\"process_use.resident_bytes\" should be a whole number that is not negative."
            ),
        ])
    func errors(line: String, problem: String) {
        #expect(throws: RequestJSONError(problem: problem)) { try RequestJSON.decode(line: line) }
    }

    @Test("A line with more stacks than a request holds, or deeper ones, is read within the limits")
    func bounded() throws {
        let stacks = (0..<10_000).map { #"{"span":"\#(String($0 + 1, radix: 16))","frames":[0]}"# }
        let line =
            #"{"id":"1","profile":{"frames":[{"function":"f"}],"stacks":["# + stacks.joined(separator: ",") + "]}}"
        let deep = Array(repeating: "0", count: 20_000).joined(separator: ",")
        let deepLine = #"{"id":"2","profile":{"frames":[{"function":"f"}],"stacks":[{"frames":["# + deep + "]}]}}"
        var history = History()
        for line in [line, deepLine] { history.insert(try RequestJSON.decode(line: line)) }
        #expect(history.requests[0].sampleCount == 10_000 && history.requests[0].profile.count <= 8_193)
        #expect(history.profile(of: history.order).samples == 10_001)
    }
}
