import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire

/// Where a person would begin to read the source of a request.
enum RequestSource {
    /// Where the weightiest finding is; else where the error was thrown, where the longest query was asked, where the
    /// handler began.
    static func frame(of id: RequestID, _ history: History) -> SourceFrame? {
        guard let request = history.request(id) else { return nil }
        func site(_ stack: UInt64) -> SourceFrame? { stack == 0 ? nil : history.callSite(stack, of: id.app) }
        if let found = history.findings(of: request).lazy.compactMap({ site($0.stack) }).first { return found }
        if let thrown = request.failure.flatMap(frame(in:)) { return thrown }
        let spans = request.spans
        let queries = spans.filter { $0.query != nil }.sorted { ($0.duration ?? 0) > ($1.duration ?? 0) }
        let handlers = spans.filter { $0.kind == .handler }
        return (queries + handlers + spans).lazy.compactMap { site($0.stack) }.first
    }

    /// The first line of an error's stack that names a file: `Routes.error() at Routes.swift:12`.
    static func frame(in failure: FailureRecord) -> SourceFrame? {
        failure.stack.lazy.compactMap { frame(in: $0) }.first
    }

    private static func frame(in line: String) -> SourceFrame? {
        guard let last = line.split(separator: " ").last else { return nil }
        let parts = last.split(separator: ":")
        guard parts.count >= 2, parts[0].contains("."), let number = Int(parts[1]), number > 0 else { return nil }
        return SourceFrame(function: "", path: String(parts[0]), line: number)
    }
}
