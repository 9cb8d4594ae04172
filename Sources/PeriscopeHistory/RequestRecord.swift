package import PeriscopeWire

/// One request as it is known so far.
///
/// A value: what holds one holds a snapshot.
///
/// Times are nanoseconds on the app's own monotonic clock; `start` is where its spans' offsets count from. Text is as
/// the server sent it, hostile bytes included: only `Screen` sanitises.
package struct RequestRecord: Sendable, Identifiable {
    /// How far a request has come.
    package enum State: String, Sendable {
        /// Still running.
        case open
        /// A response was produced; a thrown error that makes a response, such as a 404, counts.
        case finished
        /// Any other error; the status is 500.
        case failed
        /// The server went away first.
        case lost
    }

    package let id: RequestID
    /// The order of arrival in the whole history, from 1.
    package let sequence: UInt64
    package var kind: WireRequestKind = .http
    package var traceID: String = ""
    package var state: State = .open
    package var start: UInt64 = 0
    package var startedAt: UnixNanoseconds = 0
    /// Absent while open, and for lost ones.
    package var end: UInt64?
    /// When the handler returned its response; the body may still have been written after that.
    package var handled: UInt64?
    package var method: String = ""
    package var path: String = ""
    /// Without the question mark; empty where there is none.
    package var query: String = ""
    package var scheme: String = ""
    package var authority: String = ""
    package var httpVersion: String = ""
    package var remoteAddress: String = ""
    /// The pattern that matched, such as `/books/{id}`; absent where nothing did.
    package var route: String?
    package var parameters: [AttributeRecord] = []
    package var status: Int?
    package var requestHeaders: [HeaderRecord] = []
    package var responseHeaders: [HeaderRecord] = []
    package var requestBody: BodyRecord?
    package var responseBody: BodyRecord?
    package var failure: FailureRecord?
    /// The response body is being written, or was written, in pieces of unknown number: kept out of percentiles.
    package var isStreamed = false
    /// The client went away before the last byte.
    package var isAborted = false
    /// In order of their start; the server span itself is not among them.
    package var spans: [SpanRecord] = []
    package var logs: [LogRecord] = []
    /// Events of this request that were not recorded.
    package var dropped: UInt64 = 0
    /// Queries past the detail limits, only counted.
    package var countedQueries: UInt64 = 0
    package var countedQueriesDuration: UInt64 = 0
    /// Kept up as spans arrive, so that a list row costs nothing: housekeeping is not in them, open spans are.
    package var queryCount = 0
    /// Time in queries that have ended, nanoseconds.
    package var queryDuration: UInt64 = 0
    package var renderCount = 0
    /// Time of renders that are not inside another render, nanoseconds.
    package var renderDuration: UInt64 = 0
    package var callCount = 0
    /// Lines at warning and above.
    package var warningCount = 0

    package init(id: RequestID, sequence: UInt64) {
        self.id = id
        self.sequence = sequence
    }

    /// Nanoseconds from the first byte to the last; absent while open and for lost ones.
    package var duration: UInt64? {
        guard let end else { return nil }
        return end > start ? end - start : 0
    }

    package var queries: [SpanRecord] { spans.filter { $0.query != nil } }
    package var renders: [SpanRecord] { spans.filter { $0.render != nil } }
}

/// A timed piece of work inside a request.
package struct SpanRecord: Sendable, Identifiable {
    package enum Detail: Sendable {
        case none
        case query(QueryRecord)
        case render(RenderRecord)
    }

    package let id: UInt64
    /// The request's own id where the span is not inside another one.
    package var parent: UInt64 = 0
    package var kind: WireSpanKind = .internal
    package var name: String = ""
    package var start: UInt64 = 0
    /// Absent while open.
    package var end: UInt64?
    package var status: WireSpanStatus = .unset
    package var attributes: [AttributeRecord] = []
    package var failure: FailureRecord?
    package var detail: Detail = .none

    package init(id: UInt64) {
        self.id = id
    }

    package var query: QueryRecord? {
        guard case .query(let query) = detail else { return nil }
        return query
    }

    package var render: RenderRecord? {
        guard case .render(let render) = detail else { return nil }
        return render
    }

    /// Nanoseconds; absent while open.
    package var duration: UInt64? {
        guard let end else { return nil }
        return end > start ? end - start : 0
    }
}

/// What ran in a query's span.
///
/// A class, so that a span of another kind does not carry its size; it never changes.
package final class QueryRecord: Sendable {
    package let sql: String
    package let sqlTruncatedBytes: UInt64
    package let values: [ValueRecord]
    package let omittedValues: Int
    /// Rows stepped; for writes the rows changed.
    package let rows: UInt64
    package let connection: String
    /// Numbered by the probe; absent outside a transaction.
    package let transaction: UInt64?
    package let isHousekeeping: Bool
    /// OpenTelemetry's `db.system.name`.
    package let system: String
    package let counters: WireQueryCounters?
    package let errorCode: Int?

    package init(
        sql: String, sqlTruncatedBytes: UInt64 = 0, values: [ValueRecord] = [], omittedValues: Int = 0,
        rows: UInt64 = 0,
        connection: String = "", transaction: UInt64? = nil, isHousekeeping: Bool = false, system: String = "",
        counters: WireQueryCounters? = nil, errorCode: Int? = nil
    ) {
        self.sql = sql
        self.sqlTruncatedBytes = sqlTruncatedBytes
        self.values = values
        self.omittedValues = omittedValues
        self.rows = rows
        self.connection = connection
        self.transaction = transaction
        self.isHousekeeping = isHousekeeping
        self.system = system
        self.counters = counters
        self.errorCode = errorCode
    }
}

/// What a template's render made.
///
/// A class for the reason that `QueryRecord` is one.
package final class RenderRecord: Sendable {
    package let outputBytes: UInt64
    package let context: [ContextRecord]
    package let arePartialsTimed: Bool
    package let source: String

    package init(
        outputBytes: UInt64, context: [ContextRecord] = [], arePartialsTimed: Bool = false, source: String = ""
    ) {
        self.outputBytes = outputBytes
        self.context = context
        self.arePartialsTimed = arePartialsTimed
        self.source = source
    }
}
