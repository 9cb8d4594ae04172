package import PeriscopeHistory

/// A request that is being sent again, and those that were seen to arrive.
package struct Sending: Equatable, Sendable {
    package let request: RequestID
    package let times: Int
    package let masked: [String]
    /// Traces that were given out.
    var traces: Set<String> = []
    /// The trace of each that arrived.
    private var answeredTraces: [String: RequestID] = [:]
    private var kin: Kin?
    /// In order of arrival.
    var arrived: [RequestID] = []
    var finished: Set<RequestID> = []
    var answered = 0
    var statuses: [Int: Int] = [:]
    var failures = 0
    var failure = ""
    /// When the last was answered; nil while more of them come.
    var endedAt: UnixNanoseconds?
    /// The person has seen enough.
    var isStopped = false

    init(_ wish: SendAgain) {
        request = wish.request
        times = wish.times
        masked = wish.outgoing.masked
    }

    mutating func take(_ news: SendingNews, at now: UnixNanoseconds) {
        switch news {
        case .sent(let traceID): traces.insert(traceID)
        case .answered(let status):
            answered += 1
            statuses[status, default: 0] += 1
        case .failed(let why):
            failures += 1
            failure = why
        case .ended: endedAt = endedAt ?? now
        }
    }

    /// What the sent ones have in common with the first, and what a server calls on its way to the answer has not.
    private struct Kin: Equatable {
        let app: String
        let method: String
        let path: String

        init(_ request: RequestRecord, _ history: History) {
            app = history.app(request.id.app)?.name ?? ""
            method = request.method
            path = request.path
        }
    }

    /// A request with news: whether it is one of these that was not known before.
    ///
    /// The trace goes on to all that the server calls, so that it alone does not tell: it is the first of its trace that
    /// asks the same of the same app.
    mutating func take(_ request: RequestRecord, _ history: History) -> Bool {
        guard traces.contains(request.traceID), request.id != self.request else { return false }
        kin = kin ?? history.request(self.request).map { Kin($0, history) }
        if let kin, kin != Kin(request, history) { return false }
        guard answeredTraces[request.traceID] ?? request.id == request.id else { return false }
        answeredTraces[request.traceID] = request.id
        if !request.isOpen { finished.insert(request.id) }
        guard !arrived.contains(request.id) else { return false }
        arrived.append(request.id)
        return true
    }

    /// All that was answered has arrived and ended.
    var isComplete: Bool { endedAt != nil && finished.count >= answered }
}
