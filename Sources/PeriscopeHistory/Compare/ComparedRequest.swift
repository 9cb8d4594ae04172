package import PeriscopeInsight

/// One side of a comparison: a request unpacked once, with what is known beside it.
package struct ComparedRequest: Sendable {
    package let request: RequestRecord
    package let app: AppRecord?
    package let spans: [SpanRecord]
    package let logs: [LogRecord]
    /// The weightiest first, without what is ignored.
    package let findings: [Finding]
    /// The app's own place of each call stack that has one.
    package let sites: [UInt64: SourceFrame]

    package init(
        _ request: RequestRecord, app: AppRecord? = nil, findings: [Finding] = [], sites: [UInt64: SourceFrame] = [:]
    ) {
        self.request = request
        self.app = app
        self.findings = findings
        self.sites = sites
        spans = request.spans
        logs = request.logs
    }

    /// Costs what unpacking and judging the request cost.
    package init(_ request: RequestRecord, in history: History) {
        var sites: [UInt64: SourceFrame] = [:]
        var asked: Set<UInt64> = [0]
        for span in request.spans where asked.insert(span.stack).inserted {
            sites[span.stack] = history.callSite(span.stack, of: request.id.app)
        }
        self.init(
            request, app: history.app(request.id.app), findings: history.findings(of: request), sites: sites)
    }
}
