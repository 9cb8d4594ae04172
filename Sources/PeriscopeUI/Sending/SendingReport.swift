package import PeriscopeHistory

/// What came of sending a request again: times as the server took them, and how they differ from the first one's.
package struct SendingReport: Equatable, Sendable {
    package let request: RequestID
    /// In order of arrival.
    package let arrived: [RequestID]
    package let at: UnixNanoseconds
    package let times: Int
    package let answered: Int
    /// Answers of 500 and above, and requests without an answer.
    package let errors: Int
    package let failure: String
    package let statuses: [Int]
    package let isStopped: Bool
    package let masked: [String]
    /// Nanoseconds, in order of size, of those that arrived and ended.
    package let durations: [UInt64]
    package let queries: [Int]
    package let oldDuration: UInt64?
    package let oldQueries: Int

    init(_ sending: Sending, _ history: History, at now: UnixNanoseconds) {
        request = sending.request
        arrived = sending.arrived
        at = now
        times = sending.times
        answered = sending.answered
        failure = sending.failure
        isStopped = sending.isStopped
        masked = sending.masked
        statuses = sending.statuses.keys.sorted()
        errors = sending.failures + sending.statuses.reduce(0) { $0 + ($1.key >= 500 ? $1.value : 0) }
        let records = sending.arrived.compactMap(history.request).filter { $0.duration != nil }
        durations = records.compactMap(\.duration).sorted()
        queries = records.map(\.queryCount).sorted()
        let old = history.request(sending.request)
        oldDuration = old?.duration
        oldQueries = old?.queryCount ?? 0
    }

    /// The lower of two where a share falls between them, so that it is a time that was.
    package func duration(at percent: Int) -> UInt64? {
        durations.isEmpty ? nil : durations[(durations.count - 1) * percent / 100]
    }

    package var middleQueries: Int? { queries.isEmpty ? nil : queries[(queries.count - 1) / 2] }
}
