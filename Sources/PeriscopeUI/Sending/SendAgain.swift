package import PeriscopeHistory

/// A request that a person wants sent again.
package struct SendAgain: Equatable, Sendable {
    package var request: RequestID
    package var times: Int
    package var outgoing: OutgoingRequest

    package init(request: RequestID, times: Int, outgoing: OutgoingRequest) {
        self.request = request
        self.times = times
        self.outgoing = outgoing
    }

    /// More often than that is a load test, for which there are better tools.
    package static let mostTimes = 1_000
}
