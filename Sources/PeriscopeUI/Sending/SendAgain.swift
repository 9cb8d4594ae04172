package import PeriscopeHistory

/// A request that a person wants sent again.
package struct SendAgain: Equatable, Sendable {
    package var request: RequestID
    package var times: Int

    package init(request: RequestID, times: Int) {
        self.request = request
        self.times = times
    }
}
