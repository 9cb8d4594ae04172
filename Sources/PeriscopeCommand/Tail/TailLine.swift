import PeriscopeHistory
import PeriscopeInsight
import Screen

/// One request as a line of plain text.
enum TailLine {
    static func text(_ request: RequestRecord, app: AppRecord?) -> String {
        var parts = [
            ClockText.time(request.startedAt),
            request.state == .lost ? "lost" : request.status.map(String.init) ?? "-",
            request.method,
            clean(request.path + (request.query.isEmpty ? "" : "?" + request.query)),
            request.duration.map(milliseconds) ?? "-",
        ]
        if request.queryCount > 0 {
            parts.append("\(request.queryCount) queries \(milliseconds(request.queryDuration))")
        }
        if request.renderCount > 0 {
            parts.append("\(request.renderCount) renders \(milliseconds(request.renderDuration))")
        }
        parts += FindingKind.allCases.filter { $0 != .error }.compactMap { request.findings.flag(of: $0) }
        if let failure = request.failure {
            parts.append("\(clean(failure.type)): \(clean(failure.message))")
        }
        if let app { parts.append("(\(clean(app.name)) \(app.pid))") }
        return parts.joined(separator: "  ")
    }

    /// Without a byte that a terminal would obey.
    static func clean(_ text: String) -> String {
        Sanitiser.clean(text).text
    }

    static func milliseconds(_ nanoseconds: UInt64) -> String {
        let tenths = nanoseconds / 100_000 + (nanoseconds % 100_000 >= 50_000 ? 1 : 0)
        return "\(tenths / 10).\(tenths % 10) ms"
    }
}
