package import PeriscopeSQL

/// What the rules look at: one request, finished or still running.
package struct RequestTrace: Sendable {
    package enum SpanKind: UInt8, Sendable {
        /// Server, middleware and handler spans: they hold the others and cover no time of their own.
        case enclosing
        case query, render, client, user
    }

    package struct Query: Sendable {
        package var fingerprint: SQLFingerprint
        /// Of the text, so that similar and alike are told apart.
        package var text: UInt64
        /// Of the values, masks by their keyed hashes; nil where they are not known (cut, left out).
        package var values: UInt64?
        /// What tells databases apart: equal text and values on another one is another question.
        package var connection: String
        package var kind: SQLStatementKind
        package var rows: UInt64
        package var isHousekeeping: Bool
        /// SQLite's counters: steps of full table scans, rows put into indexes made for this run, sorts.
        package var fullScanSteps: UInt64 = 0
        package var automaticIndexes: UInt64 = 0
        package var sorts: UInt64 = 0
        /// Elements of the longest list behind an `IN`; 0 where there is none.
        package var listValues = 0
        /// Of the values in lists of several; 0 where there are none, or they are not known.
        package var list: UInt64 = 0
        /// What it does besides reading.
        package var effects: SQLEffects = []

        package init(
            fingerprint: SQLFingerprint, text: UInt64, values: UInt64?, connection: String, kind: SQLStatementKind,
            rows: UInt64, isHousekeeping: Bool = false
        ) {
            self.fingerprint = fingerprint
            self.text = text
            self.values = values
            self.connection = connection
            self.kind = kind
            self.rows = rows
            self.isHousekeeping = isHousekeeping
        }
    }

    package struct Span: Sendable {
        package var id: UInt64
        package var parent: UInt64
        package var kind: SpanKind
        package var name: String
        package var start: UInt64
        /// Absent while open.
        package var end: UInt64?
        package var isFailed = false
        package var stack: UInt64 = 0
        package var query: Query?

        package init(
            id: UInt64, parent: UInt64, kind: SpanKind, name: String, start: UInt64, end: UInt64?, query: Query? = nil
        ) {
            self.id = id
            self.parent = parent
            self.kind = kind
            self.name = name
            self.start = start
            self.end = end
            self.query = query
        }
    }

    /// Times are nanoseconds of one clock.
    package var start: UInt64
    /// Absent while it runs.
    package var end: UInt64?
    /// The present; of a request that has ended, its end.
    package var now: UInt64
    /// Its body is, or was, written in pieces: how long that took is not judged.
    package var isStreamed = false
    /// An uncaught error or a 5xx, in words; nil where there is none.
    package var error: String?
    /// Queries that were only counted; they have no spans.
    package var countedQueries: UInt64 = 0
    /// In order of start.
    package var spans: [Span]

    package init(start: UInt64, end: UInt64?, now: UInt64, spans: [Span]) {
        self.start = start
        self.end = end
        self.now = now
        self.spans = spans
    }
}
