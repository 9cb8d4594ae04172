/// How much a history holds.
///
/// Marked requests are held besides.
package struct HistoryLimits: Sendable, Equatable {
    /// The design's 10,000.
    package var requests = 10_000
    /// The design's 256 MiB, by the records' own estimate.
    package var bytes = 256 << 20
    /// Server processes, present and past; the oldest past ones without requests go first.
    package var apps = 256
    /// Spans, and lines, in an app's record of what belongs to no request.
    package var outside = 500

    package init(requests: Int = 10_000, bytes: Int = 256 << 20) {
        self.requests = requests
        self.bytes = bytes
    }
}
