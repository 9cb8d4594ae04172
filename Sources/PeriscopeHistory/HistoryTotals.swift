/// Counts of the whole history.
package struct HistoryTotals: Sendable, Equatable {
    /// Requests that ever began here; `clear` does not set it back.
    package var received: UInt64 = 0
    /// Requests held now.
    package var held = 0
    /// Requests in flight now.
    package var open = 0
    package var pinned = 0
    /// Held requests that the noise rules hide.
    package var noise = 0
    /// Requests that were evicted to keep within the limits.
    package var evicted: UInt64 = 0
    /// What the held requests take, in bytes; an estimate.
    package var bytes = 0
    /// Requests that probes dropped whole, since the apps started.
    package var droppedRequests: UInt64 = 0
    /// Requests that ended in an error, noise aside, since the start or the last `clear`.
    package var errors: UInt64 = 0
    /// News of requests whose beginning never came, as when this viewer attached in the middle of them.
    package var ignoredDeltas: UInt64 = 0

    package init() {}
}
