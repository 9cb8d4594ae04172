internal import PeriscopeInsight

/// A filter at work on the requests of one history, at one time.
///
/// Made for a pass over many requests or for a few: what it learns of shared texts serves all of them. It holds for the
/// history that it was made of; after a change of that, another is made. Cheap questions are asked before dear ones.
///
/// Costs, for 10,000 requests in a release build: what the summary tells, well under a millisecond; what stands in
/// details, some milliseconds; bodies at some gigabytes a second.
package struct FilterScan {
    private let root: ScanNode
    private var probes: [DetailProbe?]
    private var words: [WordProbe?]
    private var answers: FilterAnswers?
    private let now: UnixNanoseconds
    private let marks: Set<RequestID>
    /// When the answer to the last question may change by itself; nil where it stays.
    package private(set) var due: UnixNanoseconds?

    package init(
        _ filter: RequestFilter, history: History, now: UnixNanoseconds, marks: Set<RequestID> = []
    ) {
        let apps = history.apps
        var builder = ScanBuilder(apps: apps, standings: FilterApps(apps))
        root = builder.node(filter.expression)
        probes = builder.probes
        words = builder.words
        self.now = now
        self.marks = marks
    }

    /// Before a walk over all requests in order of arrival: has several threads ask where asking is dear.
    package mutating func prepare(_ filter: RequestFilter, history: History) {
        guard root.cost >= FilterKey.detailCost, history.totals.held >= FilterAnswers.leastRequests else { return }
        let (now, marks) = (now, marks)
        answers = FilterAnswers(history) { FilterScan(filter, history: history, now: now, marks: marks) }
    }

    /// Whether the filter finds the request.
    package mutating func matches(_ request: RequestRecord) -> Bool {
        withUnsafePointer(to: request) { matches($0) }
    }

    /// The same of one that is lent: what a walk over many asks.
    package mutating func matches(_ request: LentRequest) -> Bool {
        if let answer = answers?.answer(request.pointee.sequence) {
            due = answer.due
            return answer.matches
        }
        due = nil
        return holds(root, request)
    }

    private mutating func holds(_ node: ScanNode, _ request: LentRequest) -> Bool {
        switch node.kind {
        case .all:
            for part in node.parts where !holds(part, request) { return false }
            return true
        case .any:
            for part in node.parts where holds(part, request) { return true }
            return false
        case .not: return !holds(node.parts[0], request)
        case .apps: return node.apps.contains(request.pointee.id.app)
        case .number: return holds(node.key, node.ranges, request)
        case .text: return holds(node.key, node.patterns, request)
        case .conditions:
            for condition in node.conditions where holds(condition, request) { return true }
            return false
        case .findings:
            for kind in node.findings where request.pointee.findings.contains(kind) { return true }
            return false
        case .details: return holdsDetails(node, request)
        case .word: return holdsWord(node, request)
        }
    }

    // MARK: The summary

    private mutating func holds(_ key: FilterKey, _ ranges: [NumberRange], _ request: LentRequest) -> Bool {
        guard let number = number(key, request) else { return false }
        if key == .age || (key == .duration && request.pointee.state == .open) { noteTurns(ranges, number, request) }
        for range in ranges where range.contains(number) { return true }
        return false
    }

    /// Nil where the request has no such number.
    private func number(_ key: FilterKey, _ request: LentRequest) -> UInt64? {
        switch key {
        case .status: request.pointee.status.map { UInt64(clamping: $0) }
        case .duration: request.duration ?? request.pointee.elapsed(at: now)
        case .age: Self.age(request, at: now)
        case .size: request.pointee.storage.bodyBytes(ofRequest: false)
        case .requestSize: request.pointee.storage.bodyBytes(ofRequest: true)
        case .cpu: request.pointee.cpuTime
        case .samples: request.pointee.sampleCount
        case .queries: UInt64(clamping: request.pointee.queryCount)
        case .sqlTime: request.pointee.queryDuration
        case .slowestQuery: request.pointee.slowestQueryDuration
        case .renders: UInt64(clamping: request.pointee.renderCount)
        case .renderTime: request.pointee.renderDuration
        case .slowestRender: request.pointee.slowestRenderDuration
        case .logs: UInt64(request.pointee.storage.heldLogs)
        case .warnings: UInt64(clamping: request.pointee.warningCount)
        case .calls: UInt64(clamping: request.pointee.callCount)
        case .spans: UInt64(request.pointee.storage.heldSpans)
        case .dropped: request.pointee.dropped
        default: nil
        }
    }

    private static func age(_ request: LentRequest, at now: UnixNanoseconds) -> UInt64 {
        now > request.pointee.startedAt ? UInt64(now &- request.pointee.startedAt) : 0
    }

    /// Both the age and a running clock count from the request's start.
    private mutating func noteTurns(_ ranges: [NumberRange], _ number: UInt64, _ request: LentRequest) {
        for range in ranges {
            guard let turn = range.turn(after: number) else { continue }
            let (moment, isNever) = request.pointee.startedAt.addingReportingOverflow(Int64(clamping: turn))
            guard !isNever else { continue }
            due = min(due ?? moment, moment)
        }
    }

    private func holds(_ key: FilterKey, _ patterns: [TextPattern], _ request: LentRequest) -> Bool {
        for pattern in patterns where holds(key, pattern, request) { return true }
        return false
    }

    private func holds(_ key: FilterKey, _ pattern: TextPattern, _ request: LentRequest) -> Bool {
        switch key {
        case .method: pattern.matches(request.pointee.method)
        case .path: pattern.matches(request.pointee.path)
        case .route: request.pointee.route.map(pattern.matches) ?? false
        case .query: pattern.matches(request.pointee.query)
        case .url:
            pattern.matches(
                request.pointee.query.isEmpty
                    ? request.pointee.path : request.pointee.path + "?" + request.pointee.query)
        case .trace: pattern.matches(request.pointee.traceID)
        case .id: pattern.matches(Hexadecimal.text(request.pointee.id.span))
        case .kind: pattern.matches(request.pointee.kind.jsonName)
        default: false
        }
    }

    private func holds(_ condition: ScanCondition, _ request: LentRequest) -> Bool {
        switch condition {
        case .state(let state): request.pointee.state == state
        case .error: request.isError
        case .ok: request.pointee.state == .finished && (request.pointee.status ?? 500) < 400
        case .slow: request.pointee.findings.contains(.slowRequest)
        case .stream: request.pointee.isStreamed
        case .aborted: request.pointee.isAborted
        case .marked: marks.contains(request.pointee.id)
        case .hidden: request.pointee.isNoise
        case .dropped: request.pointee.dropped > 0
        case .findings: !request.pointee.findings.isEmpty || request.isError
        case .queries: request.pointee.queryCount > 0
        case .renders: request.pointee.renderCount > 0
        case .logs: request.pointee.storage.heldLogs > 0
        case .warnings: request.pointee.warningCount > 0
        case .calls: request.pointee.callCount > 0
        case .body:
            (request.pointee.storage.bodyBytes(ofRequest: true) ?? 0) > 0
                || (request.pointee.storage.bodyBytes(ofRequest: false) ?? 0) > 0
        case .route: request.pointee.route != nil
        case .query: !request.pointee.query.isEmpty
        case .samples: request.pointee.sampleCount > 0
        case .never: false
        }
    }

    // MARK: Details

    private mutating func holdsDetails(_ node: ScanNode, _ request: LentRequest) -> Bool {
        if node.key == .rows, request.pointee.queryCount == 0 { return false }
        guard let probe = probes[node.number] else { return false }
        return probe.holds(request.pointee.storage)
    }

    private mutating func holdsWord(_ node: ScanNode, _ request: LentRequest) -> Bool {
        guard let word = words[node.number] else { return false }
        return word.standsInSummary(request, app: node.apps.contains(request.pointee.id.app))
            || holdsDetails(node, request)
    }
}
