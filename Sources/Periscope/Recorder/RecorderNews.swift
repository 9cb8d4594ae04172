/// What a recorder held since it was last asked; unmasked.
struct RecorderNews: Sendable {
    var id: UInt64
    /// Present on the first news of a connection.
    var head: RecorderHead?
    var route: CapturedRoute?
    /// Ended spans in order of their end, then open ones in order of their start.
    var spans: [CapturedSpan] = []
    var logs: [LogEntry] = []
    /// Known before the request ends, so that what it teaches to mask is masked in the log lines of this news too.
    var requestBody: CapturedBody?
    var ending: RequestEnding?
    var isStreaming = false
    /// The three are totals so far.
    var dropped: UInt64 = 0
    var countedQueries: UInt64 = 0
    var countedQueriesNs: UInt64 = 0
    /// What the recorder held of it, bytes.
    var heldBytes = 0

    /// How many events it reports.
    var events: UInt64 { UInt64(clamping: spans.count) &+ UInt64(clamping: logs.count) }
}

/// What a recorder says of itself at the head of its news.
struct RecorderHead: Sendable {
    let opening: RequestOpening
    let trace: TraceParent
}

/// The pattern that a request matched; nil where nothing did.
struct CapturedRoute: Sendable {
    let route: String?
    let parameters: [(name: String, value: String)]
}
