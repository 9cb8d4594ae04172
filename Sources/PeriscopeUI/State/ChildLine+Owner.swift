package import PeriscopeHistory

extension UIEnvironment.ChildLine {
    /// A line may be read so much later than it was written, when its request may have ended: nanoseconds.
    ///
    /// Rather long: where another request ended just before, whose line it is cannot be known.
    private static let readingTime: Int64 = 50_000_000
    /// Of the newest requests, as many are looked at.
    private static let lookedAt = 500

    /// The only request that was in flight when the line was written; nil where there was none, or more.
    ///
    /// The line comes through the terminal, the request through the probe a moment later: best asked a tenth of a second
    /// after the line came. Reads up to 500 requests.
    package func owner(in history: History) -> RequestID? {
        var owner: RequestID?
        let requests = history.requests
        for place in requests.indices.suffix(Self.lookedAt).reversed() where wasInFlight(requests[place]) {
            guard owner == nil else { return nil }
            owner = requests[place].id
        }
        return owner
    }

    private func wasInFlight(_ request: RequestRecord) -> Bool {
        guard request.startedAt <= at else { return false }
        guard let duration = request.duration else { return request.state == .open }
        return at &- request.startedAt <= Int64(clamping: duration) &+ Self.readingTime
    }
}
