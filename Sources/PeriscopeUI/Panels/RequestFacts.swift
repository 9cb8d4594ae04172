import PeriscopeHistory
import PeriscopeInsight

/// What is worked out of one state of a request once, for every panel, key and frame.
///
/// The parts that cost are worked out when they are first asked for.
final class RequestFacts {
    let request: RequestRecord
    /// The request's, unpacked once.
    let spans: [SpanRecord]
    let logs: [LogRecord]
    /// The weightiest first, without what is ignored.
    let findings: [Finding]
    /// The app's own place of each call stack that has one.
    private let sites: [UInt64: SourceFrame]
    /// The same as text, `AuthorController.swift:41`.
    private let siteTexts: [UInt64: String]

    private(set) lazy var tree = SpanTree(spans)
    private(set) lazy var queries = QueryIndex(spans)
    private lazy var places = Dictionary(
        spans.indices.map { (spans[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    private lazy var marks = FindingMarks(findings, spans)

    /// Costs a pass over the spans, and what the history asks for the findings.
    init(_ request: RequestRecord, _ history: History) {
        self.request = request
        spans = request.spans
        logs = request.logs
        findings = history.findings(of: request)
        sites = Self.sites(of: spans, app: request.id.app, history)
        siteTexts = sites.mapValues(\.place)
    }

    private static func sites(
        of spans: [SpanRecord], app: AppID, _ history: History
    ) -> [UInt64: SourceFrame] {
        var sites: [UInt64: SourceFrame] = [:]
        var asked: Set<UInt64> = [0]
        for span in spans where asked.insert(span.stack).inserted {
            sites[span.stack] = history.callSite(span.stack, of: app)
        }
        return sites
    }

    /// The innermost of the app's own functions in a call stack; nil where there is none with a name.
    func callSite(_ stack: UInt64) -> SourceFrame? { sites[stack] }

    /// Where a call stack is of the app's own, as text; empty where it is not known.
    func siteText(_ stack: UInt64) -> String { stack == 0 ? "" : siteTexts[stack] ?? "" }

    /// A span's place among the spans.
    func place(of span: UInt64) -> Int? { places[span] }

    /// Whether a finding says that a query was asked for again; only the rules can say so.
    func isDuplicate(_ span: SpanRecord) -> Bool { marks.isDuplicate(span.id) }

    /// The weightiest finding that a span is part of.
    func mark(of span: SpanRecord) -> Finding? {
        marks.place(of: span).map { findings[$0] }
    }
}
