import PeriscopeHistory
import PeriscopeInsight
import PeriscopeSQL
import PeriscopeWire
import Testing
import WireTesting

struct RequestJSONFindingTests {
    /// A request with a confirmed N+1, and names for its places.
    private func looped(rows: UInt64 = 3, isNamed: Bool = true) throws -> (History, RequestRecord) {
        var feed = Feed()
        var history = History()
        var hello = feed.hello
        hello.workingDirectory = "/home/me/bookshop"
        history.connect(
            app: feed.app, hello: hello, strings: [],
            stacks: [feed.stack(77, [0x101, 0x201], async: [0x300]), feed.stack(78, [0x401])], at: noon)
        var delta = feed.loop(1, rows: rows)
        delta.spans[0].stack = 77
        history.apply([delta], from: &feed)
        if isNamed {
            history.name(
                [
                    0x100: [.library("Row.fetch")], 0x200: [.app("Author.find(_:)", line: 41)],
                    0x300: [.app("closure #1 in index", line: 20)], 0x400: [.app("list", line: 5)],
                ], of: BuildKey("b1"))
        }
        return (history, try #require(history.request(feed.request(1))))
    }

    private func line(_ history: History, _ record: RequestRecord) -> String {
        RequestJSON.encode(record, app: history.app(record.id.app), history: history)
    }

    @Test("Queries say their fingerprint and call site, renders and spans their call site, stacks stand once")
    func sites() throws {
        let (history, record) = try looped()
        let line = line(history, record)
        let fingerprint = history.fingerprint(of: "SELECT * FROM author WHERE id = ?").text
        #expect(
            line.contains(#""sql":"SELECT * FROM author WHERE id = ?","fingerprint":"\#(fingerprint)","values":["2"]"#))
        #expect(
            line.contains(
                #""call_site":"Sources/Bookshop/Authors.swift:41","housekeeping":false,"error":null,"stack":1,"#))
        #expect(line.contains(#""output_bytes":5000,"call_site":"Sources/Bookshop/Authors.swift:41","stack":1}"#))
        let stacks =
            #""stacks":[["Sources/Bookshop/Authors.swift:5 list"],["Sources/Bookshop/Authors.swift:41 Author.find(_:)","#
            + #""Sources/Bookshop/Authors.swift:20 closure #1 in index"]],"#
        #expect(line.hasSuffix(#""error":null,"dropped":0,"# + stacks + #""profile":null,"process_use":null}"#))
    }

    @Test("Findings are the design's, key by key, and what else is known comes after")
    func finding() throws {
        let (history, record) = try looped()
        let line = line(history, record)
        let finding = try #require(history.findings(of: record).first)
        let title = finding.title(callSite: "Authors.swift:41")
        #expect(
            line.contains(
                #""findings":[{"kind":"n_plus_one","severity":"warn","confirmed":true,"title":"\#(title)","count":3,"#
                    + #""call_site":"Sources/Bookshop/Authors.swift:41","fingerprint":"\#(finding.fingerprint)","#
                    + #""spans":["0000000000000406","0000000000000407","0000000000000408"],"duration_ms":0.024,"#
                    + #""avoidable_count":2,"avoidable_ms":"#))
        #expect(line.contains(#""source":"00000000000003fc""#))
    }

    @Test("Without names there are no call sites, and without a history no findings either")
    func unnamed() throws {
        let (history, record) = try looped(isNamed: false)
        let known = line(history, record)
        #expect(known.contains(#""call_site":null,"housekeeping""#) && known.contains(#""kind":"n_plus_one""#))
        #expect(known.contains(#""stacks":[[],[]]"#))
        let alone = RequestJSON.encode(record, app: history.app(record.id.app))
        #expect(alone.contains(#""fingerprint":null"#) && alone.contains(#""findings":[]"#))
    }

    @Test("While a name before the call site is missing no frames are written, so that nothing wrong is read")
    func partlyNamed() throws {
        var (history, record) = try looped(isNamed: false)
        history.name([0x300: [.app("closure #1 in index", line: 20)], 0x400: [.app("list")]], of: BuildKey("b1"))
        let line = line(history, record)
        #expect(line.contains(##""stacks":[["Sources/Bookshop/Authors.swift:42 list"],[]]"##))
        var other = History()
        other.insert(try RequestJSON.decode(line: line))
        let read = try #require(other.requests.first)
        let stack = try #require(read.queries.last).stack
        #expect(stack != 0 && other.callSite(stack, of: read.id.app) == nil)
    }

    @Test("What is read gives the same findings, names and stacks, and encodes the same", arguments: [true, false])
    func roundTrip(isNamed: Bool) throws {
        let (history, record) = try looped(rows: 9, isNamed: isNamed)
        let line = line(history, record)
        var other = History()
        let id = try #require(other.insert(try RequestJSON.decode(line: line)).changed.first)
        let read = try #require(other.request(id))
        #expect(self.line(other, read) == line)
        #expect(read.findings == record.findings)
        let stack = try #require(read.queries.last).stack
        #expect(stack != 0)
        if isNamed {
            #expect(other.callSite(stack, of: id.app)?.function == "Author.find(_:)")
            #expect(other.callSite(stack, of: id.app)?.path == "Sources/Bookshop/Authors.swift")
            #expect(other.callStack(stack, of: id.app).map(\.line) == [41, 20])
        }
    }

    @Test("A history's line reads and encodes the same, for any request", arguments: 1...150)
    func random(seed: UInt64) throws {
        var random = RandomWire(seed: seed)
        var feed = Feed()
        var history = History.connected(&feed)
        for part in 0..<3 {
            var batch = WireBatch()
            batch.strings = random.newStrings()
            batch.stacks = random.stacks()
            batch.requests = [random.delta(id: 1_000 + seed, hasHead: part == 0, hasEnd: part == 2 && seed % 5 != 0)]
            history.apply(batch, from: feed.app, at: noon)
        }
        let names = history.takeUnnamed(limit: 1_000)[BuildKey("b1")] ?? []
        history.name(
            Dictionary(
                uniqueKeysWithValues: names.map { address in
                    let text = random.text()
                    let isApp = random.chance(2)
                    return (
                        address, [SourceFrame(function: text, path: "/a/Sources/\(address)", line: 3, isApp: isApp)]
                    )
                }), of: BuildKey("b1"))
        if seed % 10 == 0 { history.disconnect(app: feed.app, reason: "", orderly: false, at: noon) }
        let line = line(history, try #require(history.request(feed.request(1_000 + seed))))
        var other = History()
        let id = try #require(other.insert(try RequestJSON.decode(line: line)).changed.first)
        #expect(self.line(other, try #require(other.request(id))) == line)
    }

    @Test("Masked values are told apart after reading, and show nothing")
    func masks() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.loop(1, rows: 6)
        for index in delta.spans.indices where delta.spans[index].hasQuery && !delta.spans[index].query.values.isEmpty {
            delta.spans[index].query.values[0].text = ""
            delta.spans[index].query.values[0].mask = 1_000 + UInt64(index)
        }
        history.apply([delta], from: &feed)
        let record = try #require(history.request(feed.request(1)))
        let line = line(history, record)
        #expect(line.contains(#""values":["[redacted]"],"values_masks":["00000000000003"#))
        var other = History()
        other.insert(try RequestJSON.decode(line: line))
        #expect(other.requests.first?.findings == record.findings)
        #expect(record.findings.isConfirmed)
    }

    @Test("Lines of other programs: a call site alone makes a place, findings are made anew")
    func foreign() throws {
        let queries = (1...4).map {
            #"{"id":"\#($0)","sql":"SELECT a FROM b WHERE c = ?","values":["\#($0)"],"offset_ms":\#($0),"duration_ms":0.5,"#
                + #""call_site":"app/models/a.rb:12"}"#
        }
        let line =
            #"{"id":"9","app":"r","duration_ms":9,"queries":[\#(queries.joined(separator: ","))],"#
            + #""findings":[{"kind":"gap","title":"made up"}]}"#
        var history = History()
        let id = try #require(history.insert(try RequestJSON.decode(line: line)).changed.first)
        let record = try #require(history.request(id))
        #expect(history.findings(of: record).map(\.kind) == [.nPlusOne])
        let site = history.callSite(record.spans[0].stack, of: id.app)
        #expect(site?.path == "app/models/a.rb" && site?.line == 12 && site?.function == "")
        #expect(self.line(history, record).contains(#""call_site":"app/models/a.rb:12""#))
    }

    @Test(
        "Odd stacks are read or refused with a sentence",
        arguments: [
            (#""stacks":7"#, "\"stacks\" should be a list."), (#""stacks":[7]"#, "\"stacks[0]\" should be a list."),
            (#""queries":[{"id":"1","stack":"x"}]"#, "\"queries[0].stack\" should be a whole number."),
            (#""queries":[{"id":"1","call_site":1}]"#, "\"queries[0].call_site\" should be a text."),
            (#""queries":[{"id":"1","stack":99}],"stacks":[[1,null,"x"]]"#, nil),
            (#""queries":[{"id":"1","stack":-1,"call_site":":7"}]"#, nil),
        ] as [(String, String?)])
    func odd(members: String, problem: String?) throws {
        let line = "{\"id\":\"1\",\(members)}"
        if let problem {
            #expect(throws: RequestJSONError(problem: problem)) { try RequestJSON.decode(line: line) }
        } else {
            var history = History()
            let id = try #require(history.insert(try RequestJSON.decode(line: line)).changed.first)
            _ = self.line(history, try #require(history.request(id)))
        }
    }
}
