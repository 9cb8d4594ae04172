/// A request to compare another with, and why this one.
package struct ComparePartner: Sendable, Equatable {
    package enum Reason: Sendable, Equatable {
        /// The person marked it: the only one of the marked, or the one marked last of so many.
        case marked(of: Int)
        /// The newest of the route in the nearest build before that still has one.
        case previousBuild(Int)
        /// No earlier build has one: the newest earlier one of the route in this build.
        case earlier
    }

    package let request: RequestID
    package let reason: Reason

    package init(request: RequestID, reason: Reason) {
        self.request = request
        self.reason = reason
    }
}
