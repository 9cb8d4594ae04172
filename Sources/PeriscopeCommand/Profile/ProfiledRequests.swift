package import PeriscopeHistory

/// The requests that `periscope profile` looks at, held until their samples are counted.
package struct ProfiledRequests {
    /// At a tick of 4 ms two threads give a sample to at most so many requests in 100 s.
    private static let limit = 50_000

    let scope: ProfileScope
    /// When the profiler was turned on.
    package var startedAt: UnixNanoseconds = .max
    /// Requests with samples; each is pinned.
    private(set) var sampled: Set<RequestID> = []
    /// Requests that ended since, and the nanoseconds that they took.
    private(set) var ended = 0
    private(set) var time: UInt64 = 0
    /// Requests with samples that there was no room for.
    private(set) var cut = 0
    private var open: Set<RequestID> = []

    package init(scope: ProfileScope) {
        self.scope = scope
    }

    /// Those that ended, and those under way.
    var count: Int { ended + open.count }

    mutating func take(_ change: HistoryChange, _ history: inout History, of apps: Set<AppID>) {
        for id in change.changed where apps.contains(id.app) { look(at: id, &history) }
        for id in change.finished where apps.contains(id.app) { end(id, history) }
    }

    /// Holds a request that has samples, and one that may get some.
    private mutating func look(at id: RequestID, _ history: inout History) {
        let facts = history.withRequest(id) { request in
            (
                isOpen: request.isOpen, isSampled: request.sampleCount > 0, isMeant: scope.includes(request),
                isOver: isOver(request)
            )
        }
        guard let facts else { return }
        if facts.isOver { return release(id, &history) }
        if facts.isOpen, facts.isMeant { open.insert(id) } else { open.remove(id) }
        guard facts.isSampled, facts.isMeant, !sampled.contains(id) else { return }
        guard sampled.count < Self.limit else {
            cut += 1
            return
        }
        sampled.insert(id)
        _ = history.pin(id, true)
    }

    /// Lets go of what turns out to be over, when its end comes after its samples.
    private mutating func release(_ id: RequestID, _ history: inout History) {
        open.remove(id)
        if sampled.remove(id) != nil { _ = history.pin(id, false) }
    }

    /// Whether it ended before the profiler was turned on: a server keeps requests while nobody listens.
    ///
    /// What it was sampled for then was another's wish.
    package func isOver(_ request: RequestRecord) -> Bool {
        guard let duration = request.duration else { return false }
        let (end, isLate) = request.startedAt.addingReportingOverflow(Int64(clamping: duration))
        return !isLate && end <= startedAt
    }

    private mutating func end(_ id: RequestID, _ history: History) {
        open.remove(id)
        let duration = history.withRequest(id) { request -> UInt64? in
            scope.includes(request) && !isOver(request) ? request.duration : nil
        }
        guard let duration, let duration else { return }
        ended += 1
        let (sum, isOverflow) = time.addingReportingOverflow(duration)
        time = isOverflow ? .max : sum
    }
}
