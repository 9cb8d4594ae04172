/// What a call to the history changed.
package struct HistoryChange: Sendable, Equatable {
    /// Finished, failed or lost, in that order of happening.
    ///
    /// One that was lost, came back and ended is there twice.
    package var finished: [RequestID] = []
    /// Every request that is new or has news, the finished ones among them.
    package var changed: Set<RequestID> = []
    /// How many were evicted.
    package var evicted = 0
    /// An app came, left, or has news of its own.
    package var apps = false

    package init() {}

    package var isEmpty: Bool { changed.isEmpty && evicted == 0 && !apps }

    /// Adds what a later call changed.
    package mutating func merge(_ later: HistoryChange) {
        finished += later.finished
        changed.formUnion(later.changed)
        evicted += later.evicted
        apps = apps || later.apps
    }
}
