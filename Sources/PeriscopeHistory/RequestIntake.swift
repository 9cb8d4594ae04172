internal import PeriscopeInsight
internal import PeriscopeWire

/// What takes a batch's requests in: everything of a history that a request needs to grow, be judged and be packed.
struct RequestIntake {
    /// Spans up to which a request that ended is judged again at any news.
    private static let judgedAgain = 512

    let app: AppID
    /// The call site book's number of its build.
    let build: Int
    /// The build ledger's, of its name and configuration.
    let family: Int
    /// As `AppRecord.buildNumber` counts.
    let buildNumber: Int
    let anchor: UnixNanoseconds
    let now: UnixNanoseconds
    let noise: NoiseRules
    let judge: RequestJudge
    let stacks: StackNumbers
    let samples: SampleIntake
    var translator: WireTranslator

    /// Takes in the first that is told of a request.
    mutating func begin(_ record: inout RequestRecord, _ delta: WireRequestDelta) -> RequestNews {
        record.merge(delta, anchor: anchor, samples: samples, translator: &translator)
        record.isNoise = noise.isNoise(record)
        return settle(&record, before: .open)
    }

    /// Takes in news of a request.
    mutating func update(_ record: inout RequestRecord, _ delta: WireRequestDelta) -> RequestNews {
        if delta.isOnlySamples { return take(&record, samplesOf: delta) }
        let before = record.state
        let wasCounted = before == .finished && record.isComparable
        let hadNPlusOne = record.findings.contains(.nPlusOne)
        if delta.hasHead {
            record.isResent = true
            if before == .lost { record.state = .open }
        }
        record.merge(delta, anchor: anchor, samples: samples, translator: &translator)
        if delta.hasHead || delta.hasRoute { record.isNoise = noise.isNoise(record) }
        var news = settle(&record, before: before)
        news.wasCounted = wasCounted
        news.hadNPlusOne = hadNPlusOne
        return news
    }

    /// Takes in what changes no judgement: samples come a little later than all else, so often after the end.
    private mutating func take(_ record: inout RequestRecord, samplesOf delta: WireRequestDelta) -> RequestNews {
        record.merge(delta, anchor: anchor, samples: samples, translator: &translator)
        record.revision &+= 1
        if !record.isOpen { record.storage.pack(stacks) }
        return RequestNews(before: record.state, record, run: nil)
    }

    private func settle(_ record: inout RequestRecord, before: RequestRecord.State) -> RequestNews {
        record.revision &+= 1
        if isDue(record, before: before) { record.judge(by: judge, build: build, at: now) }
        guard !record.isOpen else { return RequestNews(before: before, record, run: nil) }
        let news = RequestNews(before: before, record, run: record.run(judge.statements))
        record.storage.pack(stacks)
        return news
    }

    /// Whether it is to be judged: when it ends, and when enough is new.
    private func isDue(_ record: borrowing RequestRecord, before: RequestRecord.State) -> Bool {
        if record.isOpen { return record.wantsJudgement }
        if before == .open || before == .lost { return true }
        return record.storage.spanCount <= Self.judgedAgain || record.wantsJudgement
    }
}

extension WireRequestDelta {
    fileprivate var isOnlySamples: Bool {
        !samples.isEmpty && !hasHead && !hasRoute && !hasEnd && spans.isEmpty && logs.isEmpty && dropped == 0
            && countedQueries == 0 && !streaming
    }
}
