package import PeriscopeHistory

/// A request that is being sent again, and those that were seen to arrive.
package struct Sending: Equatable, Sendable {
    package let request: RequestID
    package let times: Int
    package let masked: [String]
    /// Traces that were given out.
    var traces: Set<String> = []
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

    /// A request with news: whether it is one of these that was not known before.
    mutating func take(_ request: RequestRecord) -> Bool {
        guard traces.contains(request.traceID), request.id != self.request else { return false }
        if !request.isOpen { finished.insert(request.id) }
        guard !arrived.contains(request.id) else { return false }
        arrived.append(request.id)
        return true
    }

    /// All that was answered has arrived and ended.
    var isComplete: Bool { endedAt != nil && finished.count >= answered }
}
