/// What a recorder held since it was last asked; unmasked.
package struct RecorderNews: Sendable {
    package var id: UInt64
    /// Present on the first news of a connection.
    package var head: RecorderHead?
    package var route: CapturedRoute?
    /// Ended spans in order of their end, then open ones in order of their start.
    package var spans: [CapturedSpan] = []
    package var logs: [LogEntry] = []
    /// Known before the request ends, so that what it teaches to mask is masked in the log lines of this news too.
    package var requestBody: CapturedBody?
    package var ending: RequestEnding?
    package var isStreaming = false
    /// CPU time by place, and the time that each sample stands for.
    package var samples: [CountedSample] = []
    package var samplePeriod: UInt64 = 0
    /// The three are totals so far.
    package var dropped: UInt64 = 0
    package var countedQueries: UInt64 = 0
    package var countedQueriesNs: UInt64 = 0
    /// What the recorder held of it, bytes.
    package var heldBytes = 0

    /// How many events it reports.
    package var events: UInt64 { UInt64(clamping: spans.count) &+ UInt64(clamping: logs.count) }
}

/// What a recorder says of itself at the head of its news.
package struct RecorderHead: Sendable {
    package let opening: RequestOpening
    package let trace: TraceParent
}

/// The pattern that a request matched; nil where nothing did.
package struct CapturedRoute: Sendable {
    package let route: String?
    package let parameters: [(name: String, value: String)]

    package init(route: String?, parameters: [(name: String, value: String)] = []) {
        self.route = route
        self.parameters = parameters
    }
}
