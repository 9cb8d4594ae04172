import PeriscopeHistory
import PeriscopeInsight
import PeriscopeSQL
import PeriscopeWire
import Testing
import WireTesting

struct HostileBatchTests {
    @Test("Absurd numbers make large figures, not negative ones, in a request and in the sums over all")
    func absurd() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        for id in 1...3 as ClosedRange<UInt64> {
            var delta = feed.whole(id, duration: .max / 2, queries: 3)
            delta.countedQueries = .max
            delta.countedQueriesNs = .max
            delta.dropped = .max
            for place in delta.spans.indices where delta.spans[place].kind == .query {
                delta.spans[place].startNs = 0
                delta.spans[place].endNs = .max - 1
            }
            history.apply([delta], from: &feed)
            let record = try #require(history.request(feed.request(id)))
            #expect(record.queryCount > 1_000_000_000 && record.queryDuration > 1 << 61)
            #expect(record.dropped == .max && record.queryLoad() == .bad)
        }
        let route = try #require(history.routes.first)
        #expect(route.queries > 3_000_000_000 && route.queryDuration == 3 * (history.requests[0].queryDuration))
        #expect(route.impact == .max)
        #expect(try #require(history.shapes.first).duration == .max)
        let line = #"{"id":"7","sql":{"count":9223372036854775807}}"#
        history.insert(try RequestJSON.decode(line: line))
        #expect(history.requests.allSatisfy { $0.queryCount > 0 })
    }

    /// Random batches, connections and marks, from three apps at once.
    private func run(seed: UInt64, steps: Int, check: (History) -> Void) {
        var random = RandomWire(seed: seed, isHostile: true)
        var limits = HistoryLimits(requests: 15, bytes: 2 << 20)
        limits.outside = 20
        limits.apps = 4
        var history = History(limits: limits)
        for step in 0..<steps {
            let app = UInt64(random.number(1...3))
            switch random.number(0...30) {
            case 0...1:
                var feed = Feed(app: app)
                feed.pid = UInt64(random.number(1...4))
                feed.build = "b\(random.number(0...3))"
                history.connect(
                    app: app, hello: feed.hello, strings: random.newStrings(), stacks: random.stacks(),
                    modules: random.modules(), profileNodes: random.profileNodes(after: 0), at: noon + Int64(step))
            case 2: history.disconnect(app: app, reason: random.text(), orderly: random.chance(2), at: noon)
            case 3: history.clear()
            case 4: history.pin(RequestID(app: AppID(app), span: UInt64(random.number(1...20))), random.chance(2))
            case 5: history.apply(WireProcessSample(), from: app)
            case 6: name(&history, &random)
            case 7: judge(&history, &random)
            default: history.apply(batch(&random), from: app, at: noon + Int64(step) * 300_000_000)
            }
            check(history)
        }
    }

    private func name(_ history: inout History, _ random: inout RandomWire) {
        for (build, addresses) in history.takeUnnamed(limit: random.number(0...20)) {
            for address in addresses {
                let frame = SourceFrame(function: "f\(address % 3)", path: "/a.swift", line: 1, isApp: random.chance(2))
                history.name([address: random.chance(4) ? [] : [frame]], of: build)
            }
        }
        for (build, module, addresses) in history.takeUnnamedModules(limit: random.number(0...20)) {
            for address in addresses {
                let frame = SourceFrame(function: "m\(address % 3)", path: "", line: 0, isApp: random.chance(2))
                history.name([address: random.chance(4) ? [] : [frame]], of: build, module: module)
            }
        }
    }

    private func judge(_ history: inout History, _ random: inout RandomWire) {
        var thresholds = Thresholds.standard
        thresholds.repeats = random.number(0...4)
        thresholds.query.warn = UInt64(random.number(0...2)) * 20_000_000
        let kinds = FindingKind.allCases.filter { _ in random.chance(4) }
        let ignored = kinds.map { IgnoredFinding(kind: $0, function: random.chance(2) ? "f1" : nil) }
        history.judge(thresholds: thresholds, ignored: Set(ignored))
    }

    private func batch(_ random: inout RandomWire) -> WireBatch {
        var batch = WireBatch()
        if random.chance(9) {
            batch.stringsReset = true
            random.forgetStrings()
        }
        batch.strings = random.newStrings()
        batch.stacks = random.stacks()
        if random.chance(3) { batch.modules = random.modules() }
        if random.chance(3) { batch.profileNodes = random.profileNodes(after: random.number(0...40)) }
        batch.requests = (0..<random.number(0...6)).map { _ in
            random.delta(
                id: UInt64(random.number(0...20)), hasHead: random.chance(2), hasEnd: random.chance(4))
        }
        batch.droppedRequests = random.chance(5) ? .max : 0
        batch.adapters = random.chance(5) ? [random.text()] : []
        return batch
    }

    @Test("Batches of any order and content never trap, and the figures stay true", arguments: 1...6)
    func figures(seed: UInt64) {
        run(seed: seed, steps: 250) { history in
            let records = Array(history.requests)
            #expect(history.totals.held == records.count)
            #expect(history.totals.open == records.count { $0.isOpen })
            #expect(history.totals.noise == records.count { $0.isNoise })
            #expect(history.totals.bytes == records.reduce(0) { $0 + $1.estimatedBytes })
            #expect(history.routes.reduce(0) { $0 + $1.nPlusOnes } <= records.count { $0.findings.contains(.nPlusOne) })
            for record in records {
                _ = history.comparison(of: record)
                if !record.isOpen { #expect(record.findings == FindingSummary(history.findings(of: record))) }
            }
            for app in history.apps { _ = history.buildChanges(app: app.id) }
            for route in history.routes { _ = (history.comparison(of: route.id), history.nPlusOneSince(route.id)) }
            _ = history.overview(now: noon)
        }
    }

    @Test("What is kept up as spans come is what counting them all gives", arguments: 11...16)
    func counts(seed: UInt64) {
        var last: [RequestRecord] = []
        run(seed: seed, steps: 250) { last = Array($0.requests) }
        #expect(!last.isEmpty)
        for record in last {
            let counted = record.queries.filter { $0.query?.isHousekeeping == false }
            let only = Int(truncatingIfNeeded: record.countedQueries)
            #expect(record.queryCount &- only == counted.count)
            #expect(
                record.queryDuration &- record.countedQueriesDuration
                    == counted.reduce(0) { $0 + min($1.duration ?? 0, 1 << 49) })
            #expect(record.renderCount == record.renders.count)
            #expect(record.renderDuration == outerRenderDuration(record))
            #expect(
                record.callCount == record.spans.count { $0.query == nil && $0.render == nil && $0.kind == .client })
            #expect(record.warningCount == record.logs.count { [.warning, .error, .critical].contains($0.level) })
            #expect(zip(record.spans, record.spans.dropFirst()).allSatisfy { $0.start <= $1.start })
            #expect(Set(record.spans.map(\.id)).count == record.spans.count)
            #expect(zip(record.logs, record.logs.dropFirst()).allSatisfy { $0.at <= $1.at })
        }
    }

    /// The same by looking at the whole tree.
    private func outerRenderDuration(_ record: RequestRecord) -> UInt64 {
        let spans = record.spans
        let byID = Dictionary(spans.map { ($0.id, $0) }) { first, _ in first }
        return record.renders.reduce(0) { sum, render in
            var parent = render.parent
            for _ in 0..<64 {
                guard parent != render.id, let above = byID[parent] else { break }
                if above.render != nil { return sum }
                parent = above.parent
            }
            return sum + min(render.duration ?? 0, 1 << 49)
        }
    }

    @Test("What is summed by shape is what the records say", arguments: 31...34)
    func shapes(seed: UInt64) {
        run(seed: seed, steps: 120) { history in
            let queries = history.requests.filter { !$0.isNoise }.flatMap(\.queries)
            let counted = queries.compactMap(\.query).filter { !$0.isHousekeeping }
            let shapes = history.shapes
            #expect(shapes.reduce(0) { $0 + $1.count } == counted.count)
            #expect(Set(shapes.map(\.fingerprint)) == Set(counted.map { history.fingerprint(of: $0.sql) }))
            #expect(shapes.allSatisfy { history.contains($0.worstRequest) && !$0.routes.isEmpty })
        }
    }

    @Test("What profilers say of any order and content never traps, and the sums stay true", arguments: 41...46)
    func profiles(seed: UInt64) {
        run(seed: seed, steps: 200) { history in
            let sampled = history.requests.filter { $0.sampleCount > 0 }
            for record in sampled {
                #expect(min(record.profile.reduce(0) { $0 + $1.count }, UInt64(UInt32.max)) == record.sampleCount)
                #expect(Set(record.profile.map(\.node)).count <= record.profile.count)
                let whole = history.profile(of: [record.id])
                #expect(whole.samples == record.profile.reduce(0) { $0 + $1.count })
                for span in record.spans.prefix(3) {
                    #expect(history.profile(of: [record.id], span: span.id).samples <= whole.samples)
                }
                _ = record.cpuTime
            }
            _ = history.profile(of: history.order)
            _ = history.spanTimes(of: history.order)
            _ = history.callCounts(of: history.order)
            for app in history.apps { _ = history.outsideProfile(of: app.id) }
        }
    }

    @Test("Every record of hostile batches can be written as one line and read again", arguments: 21...24)
    func json(seed: UInt64) throws {
        var last: [(RequestRecord, AppRecord?)] = []
        run(seed: seed, steps: 150) { history in last = history.requests.map { ($0, history.app($0.id.app)) } }
        for (record, app) in last {
            let line = RequestJSON.encode(record, app: app)
            #expect(!line.utf8.contains { $0 < 0x20 || $0 == 0x7f })
            if record.queryCount >= 0 { _ = try RequestJSON.decode(line: line) }
        }
    }
}
