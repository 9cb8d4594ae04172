package import PeriscopeHistory

/// The request that is being sent again, and what came of those before.
package struct SendingBook: Sendable {
    /// The oldest report goes past it.
    static let limit = 64

    package internal(set) var current: Sending?
    /// Newest last.
    private var reports: [SendingReport] = []

    package init() {}

    mutating func keep(_ report: SendingReport) {
        reports.removeAll { $0.request == report.request }
        reports.append(report)
        reports.removeFirst(max(0, reports.count - Self.limit))
    }

    /// The newest that a request is part of: as the one that was sent again, or as one that came of it.
    package func report(of id: RequestID) -> SendingReport? {
        reports.last { $0.request == id } ?? reports.last { $0.arrived.contains(id) }
    }

    mutating func forget() {
        reports = []
    }
}
