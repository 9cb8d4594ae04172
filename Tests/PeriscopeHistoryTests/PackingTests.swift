import PeriscopeHistory
import PeriscopeWire
import Testing
import WireTesting

struct PackingTests {
    private func description(_ record: RequestRecord) -> String {
        var text = ""
        dump(record.spans, to: &text)
        text = withoutShapes(text)
        dump(record.logs, to: &text)
        dump(record.parameters, to: &text)
        dump(record.requestHeaders, to: &text)
        dump([record.scheme, record.authority, record.httpVersion, record.remoteAddress], to: &text)
        return text
    }

    /// What is only kept beside a query while the request is not packed.
    private func withoutShapes(_ dump: String) -> String {
        var depth: Int?
        let lines = dump.split(separator: "\n").filter { line in
            let indent = line.prefix { $0 == " " }.count
            if let above = depth, indent > above { return false }
            depth = line.contains("- shape: ") || line.contains("▿ shape: ") ? indent : nil
            return depth == nil
        }
        // An object's number counts those before it.
        return lines.map { line in line.prefix { $0 != "#" } }.joined(separator: "\n")
    }

    /// The first lines that differ; both empty where none does.
    private func difference(_ left: RequestRecord, _ right: RequestRecord) -> [String] {
        let (left, right) = (description(left).split(separator: "\n"), description(right).split(separator: "\n"))
        guard left.count == right.count else { return ["\(left.count) lines", "\(right.count) lines"] }
        return zip(left, right).first { $0 != $1 }.map { [String($0), String($1)] } ?? []
    }

    @Test("A request reads the same before it is packed, packed, and unpacked again", arguments: 1...20)
    func same(seed: UInt64) throws {
        var random = RandomWire(seed: seed)
        var feed = Feed()
        var history = History.connected(&feed)
        var batch = WireBatch()
        batch.strings = random.newStrings() + random.newStrings()
        batch.requests = (0..<4).map { _ in random.delta(id: 5, hasHead: true, hasEnd: false) }
        history.apply(batch, from: feed.app, at: noon)
        let open = try #require(history.request(feed.request(5)))

        var ending = WireRequestDelta()
        ending.id = 5
        ending.end.endNs = 1_200_000_000
        ending.end.status = 200
        ending.end.requestBody.bytes = 3
        ending.end.requestBody.text = "a=1"
        history.apply([ending], from: &feed)
        let packed = try #require(history.request(feed.request(5)))
        #expect(difference(packed, open).isEmpty)
        #expect(packed.requestBody?.text == "a=1")
        #expect(packed.estimatedBytes < open.estimatedBytes || open.spans.isEmpty)

        var unpacked = packed
        unpacked.scheme = "https"
        #expect(unpacked.scheme == "https")
        unpacked.scheme = open.scheme
        #expect(difference(unpacked, open).isEmpty)
        #expect(unpacked.requestBody == packed.requestBody && unpacked.failure == packed.failure)
    }

    @Test("Numbers at their ends survive", arguments: [0, 1, 127, 128, UInt64(Int64.max), 1 << 63, .max - 1, .max])
    func extremes(number: UInt64) throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.whole(7)
        var span = feed.query(number == 0 ? 1 : number, values: [], parent: ~number, start: number, end: number ^ 5)
        span.query.rows = number
        span.query.transaction = number
        span.query.counters.fullScanSteps = number
        span.query.errorCode = Int32(truncatingIfNeeded: number)
        delta.spans.append(span)
        delta.logs.append(feed.log("x", at: number))
        history.apply([delta], from: &feed)
        let record = try #require(history.request(feed.request(7)))
        let read = try #require(record.spans.first { $0.start == number && $0.query != nil })
        #expect(read.parent == ~number && read.end == number ^ 5)
        #expect(read.query?.rows == number)
        #expect(read.query?.transaction == (number == 0 ? nil : number))
        #expect(read.query?.counters?.fullScanSteps == number)
        let code = Int(Int32(truncatingIfNeeded: number))
        #expect(read.query?.errorCode == (code == 0 ? nil : code))
        #expect(record.logs.contains { $0.at == number })
    }

    @Test("A request with more spans than are packed reads the same too")
    func large() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply([feed.whole(7, queries: 400), feed.whole(8, queries: 100)], from: &feed)
        for (span, count) in [(7, 402), (8, 102)] as [(UInt64, Int)] {
            let record = try #require(history.request(feed.request(span)))
            #expect(record.spans.count == count)
            #expect(record.queries.map { $0.query?.values.first?.text ?? "" } == (0..<count - 2).map { "\($0)" })
        }
    }

    @Test("A record stays small beside its details")
    func stride() {
        #expect(MemoryLayout<RequestRecord>.stride <= 352)
    }
}
