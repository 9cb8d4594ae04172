package import PeriscopeInsight
package import PeriscopeSQL
internal import PeriscopeWire

/// What is worth a person's attention, by the rules of PeriscopeInsight, in one request and over all.
extension History {
    /// What is worth a person's attention, the weightiest first; what is ignored is left out.
    ///
    /// Made anew each time: about a microsecond a query. A list reads `RequestRecord.findings`.
    package func findings(of request: RequestRecord) -> [Finding] { judged(request).shown }

    /// The same, of what is ignored.
    package func ignoredFindings(of request: RequestRecord) -> [Finding] { judged(request).ignored }

    private func judged(_ request: RequestRecord) -> (shown: [Finding], ignored: [Finding]) {
        guard request.kind != .outside else { return ([], []) }
        let spans = request.spans
        return judge.findings(
            of: request, spans: spans, build: build(of: request), now: request.present(at: lastNews, spans: spans))
    }

    /// The shape of a statement.
    ///
    /// Costs a look-up for a statement that was asked for or judged lately, and else a pass over its text, of which it
    /// reads the first 64 KiB.
    package func fingerprint(of sql: String) -> SQLFingerprint { statements.shape(of: sql).fingerprint }

    /// All shapes that held requests ran, noise and housekeeping aside, the greatest total time first.
    ///
    /// Made once in a revision. The first time it reads every request, for 10,000 requests of five queries some 30 ms;
    /// then only those that have news, and adds up.
    package var shapes: [QueryShape] {
        shapeTable.shapes(store, revision: revision, epoch: judgements, statements: statements) { request in
            self.findings(of: request)
        }
    }

    /// By what findings are judged.
    package var thresholds: Thresholds { rules.thresholds }

    /// What is left out of findings.
    package var ignored: Set<IgnoredFinding> { rules.ignored }

    /// Judges all requests anew.
    ///
    /// Costs some microseconds for each request held; where it only ignores more than before, for each that has
    /// findings. Nothing where nothing differs.
    package mutating func judge(thresholds: Thresholds, ignored: Set<IgnoredFinding>) {
        let new = FindingSettings(thresholds: thresholds, ignored: ignored)
        guard new != rules else { return }
        let onlyFound = thresholds == rules.thresholds && ignored.isSuperset(of: rules.ignored)
        rules = new
        judgeAll(onlyFound: onlyFound)
        touchNames()
        touch()
    }

    private static var openLimit: Int { 256 }

    /// Judges requests in flight by the time that went by: for a clock that ticks, as a query that hangs sends no news.
    ///
    /// Costs nothing where none is in flight; looks at no more than 256 of them, and at none that grew large.
    @discardableResult
    package mutating func judgeOpen(at now: UnixNanoseconds) -> HistoryChange {
        var change = HistoryChange()
        lastNews = max(lastNews, now)
        guard store.openCount > 0 else { return change }
        let judge = judge
        var left = Self.openLimit
        for slot in roster.slots.map({ (app: $0.record.id, build: $0.build, open: $0.open) }) {
            for span in slot.open.prefix(left) {
                left -= 1
                let id = RequestID(app: slot.app, span: span)
                let isNews = store.update(id) { record in
                    let before = record.findings
                    guard record.isOpen, record.storage.spanCount <= 512 else { return false }
                    record.judge(by: judge, build: slot.build, at: now)
                    guard record.findings != before else { return false }
                    record.revision &+= 1
                    return true
                }
                if isNews == true { change.changed.insert(id) }
            }
        }
        if !change.changed.isEmpty { touch() }
        return change
    }

    /// Judges what is held, or what of it has findings.
    mutating func judgeAll(onlyFound: Bool) {
        judgements += 1
        let judge = judge
        let now = lastNews
        let builds = Dictionary(roster.slots.map { ($0.record.id, $0.build) }) { first, _ in first }
        var changes: [(RequestRecord, Int)] = []
        store.reviseAll { record in
            if onlyFound, record.findings.isEmpty { return }
            let before = record.findings
            record.judge(by: judge, build: builds[record.id.app] ?? 0, at: now)
            guard record.findings != before else { return }
            record.revision &+= 1
            let step = (record.findings.contains(.nPlusOne) ? 1 : 0) - (before.contains(.nPlusOne) ? 1 : 0)
            if step != 0 { changes.append((record, step)) }
        }
        for (record, step) in changes { ledger.countNPlusOne(in: lane(of: record), by: step) }
    }

    var judge: RequestJudge { RequestJudge(rules: rules, statements: statements, sites: sites) }

    private func build(of request: RequestRecord) -> Int {
        roster.position(of: request.id.app).map { roster.slots[$0].build } ?? 0
    }
}

extension RequestRecord {
    /// Judges it as it is now.
    ///
    /// Costs nothing but a look at its figures where nothing can be found; packed ones are unpacked for it.
    mutating func judge(by judge: RequestJudge, build: Int, at now: UnixNanoseconds) {
        unjudged = 0
        findings = judge.summary(of: self, build: build, now: present(at: now, spans: end == nil ? spans : []))
    }

    /// Whether so much is new that it is worth judging again: an eighth of its spans, so that a request that grows to
    /// thousands of them is not judged thousands of times.
    var wantsJudgement: Bool {
        unjudged > 0 && UInt64(unjudged) * 8 >= UInt64(storage.spanCount)
    }
}
