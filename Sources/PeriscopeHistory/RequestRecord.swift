package import PeriscopeInsight
package import PeriscopeWire

/// One request as it is known so far.
///
/// A value: what holds one holds a snapshot.
///
/// Times are nanoseconds on the app's own monotonic clock; `start` is where its spans' offsets count from. Text is as
/// the server sent it, hostile bytes included: only `Screen` sanitises.
///
/// What a list row shows is stored as it is and costs nothing to read. The rest (headers, bodies, spans, logs,
/// parameters, addresses) is packed once the request has ended, to keep thousands of them small: reading one of those
/// properties then unpacks it, about a microsecond for five queries, so take it into a local before a loop.
package struct RequestRecord: Sendable, Identifiable {
    /// How far a request has come.
    package enum State: String, Sendable, CaseIterable {
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
    /// The pattern that matched, such as `/books/{id}`; absent where nothing did.
    package var route: String?
    package var status: Int?
    /// The response body is being written, or was written, in pieces of unknown number: kept out of percentiles.
    package var isStreamed = false
    /// The client went away before the last byte.
    package var isAborted = false
    /// The history's noise rules say that this is a static file, a favicon or a health check.
    package var isNoise = false
    /// Beside the flags, where a word has room.
    private var narrowSamplePeriod: UInt32 = 0
    /// Events of this request that were not recorded.
    package var dropped: UInt64 = 0
    /// Queries past the detail limits, only counted.
    ///
    /// They are in `queryCount` too.
    package var countedQueries: UInt64 = 0
    /// Their time, which is in `queryDuration` too; nanoseconds.
    package var countedQueriesDuration: UInt64 = 0
    /// Kept up as spans arrive, so that a list row costs nothing: housekeeping is not in them, open spans are, and so
    /// are queries that were only counted.
    package var queryCount = 0
    /// Time in queries that have ended, nanoseconds.
    package var queryDuration: UInt64 = 0
    /// The time of the longest query that has ended, nanoseconds.
    package var slowestQueryDuration: UInt64 = 0
    package var renderCount = 0
    /// Time of renders that are not inside another render, nanoseconds.
    package var renderDuration: UInt64 = 0
    /// The time of the longest render that has ended, nanoseconds.
    package var slowestRenderDuration: UInt64 = 0
    package var callCount = 0
    /// Lines at warning and above.
    package var warningCount = 0
    /// What is worth a person's attention, what is ignored aside.
    ///
    /// Judged when it ends, and before that as it grows: by an eighth at a time, so while it is open the numbers may
    /// lag; `History.findings(of:)` is exact.
    package internal(set) var findings = FindingSummary()
    /// Grows with every change of this request, what is worth attention included; `History.namesRevision` tells of new
    /// names.
    package internal(set) var revision: UInt32 = 0
    private var narrowSampleCount: UInt32 = 0

    /// The bytes of a trace id, first half and second half; a string of it would take a heap block a request.
    var trace: (high: UInt64, low: UInt64) = (0, 0)
    /// A byte, where the wire's enum has room for unknown numbers and takes nine.
    private var kindCode = UInt8(clamping: WireRequestKind.http.rawValue)
    /// The head came again after a reconnect, so spans and lines may come again too.
    var isResent = false
    /// Spans that came since it was judged.
    var unjudged: UInt32 = 0
    /// Events that the history left out because the request was past its limits; they are in `dropped` too.
    var omitted: UInt64 = 0
    /// Bytes of pooled text that came with this request and are charged to it.
    var pooledBytes = 0
    var storage = DetailStorage()

    package init(id: RequestID, sequence: UInt64) {
        self.id = id
        self.sequence = sequence
    }

    package var kind: WireRequestKind {
        get { WireRequestKind(rawValue: Int(kindCode)) ?? .unspecified }
        set { kindCode = UInt8(clamping: newValue.rawValue) }
    }

    /// Samples of it that the server's profiler took; 0 where it took none, or was off.
    ///
    /// More than 4 billion are taken for as many.
    package var sampleCount: UInt64 {
        get { UInt64(narrowSampleCount) }
        set { narrowSampleCount = UInt32(clamping: newValue) }
    }

    /// CPU time that one of them stands for, nanoseconds, four seconds at most; 0 where there are none.
    package var samplePeriod: UInt64 {
        get { UInt64(narrowSamplePeriod) }
        set { narrowSamplePeriod = UInt32(clamping: newValue) }
    }

    /// 32 lower-case hexadecimal digits; empty where there is none.
    ///
    /// Anything else that is set is taken as none.
    package var traceID: String {
        get { trace == (0, 0) ? "" : Hexadecimal.text(trace.high) + Hexadecimal.text(trace.low) }
        set { trace = Hexadecimal.pair(newValue) ?? (0, 0) }
    }

    /// Nanoseconds from the first byte to the last; absent while open and for lost ones.
    package var duration: UInt64? { Self.duration(from: start, to: end) }

    static func duration(from start: UInt64, to end: UInt64?) -> UInt64? {
        guard let end else { return nil }
        return end > start ? end - start : 0
    }

    package var queries: [SpanRecord] { spans.filter { $0.query != nil } }
    package var renders: [SpanRecord] { spans.filter { $0.render != nil } }

    /// What this request takes, in bytes: an estimate, kept up as it grows.
    package var estimatedBytes: Int {
        MemoryLayout<RequestRecord>.stride + Self.indexBytes + pooledBytes + storage.cost
    }

    /// What the history's index takes for one request.
    private static let indexBytes = 48
}
