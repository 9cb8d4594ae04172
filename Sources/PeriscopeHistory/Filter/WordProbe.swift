internal import PeriscopeInsight

/// A word without a key: where a person would look for it.
///
/// In method, path, query, route and status, in the flags that the list shows (`n+1`, `slow query`), and in details that
/// a `DetailProbe` looks at; an app is found by its whole name, as a part of it would be part of every request.
final class WordProbe {
    private let pattern: TextPattern
    /// It may be part of a status.
    private let isNumber: Bool
    /// It may go over the end of a path.
    private let hasQuestionMark: Bool
    /// What flags say depends on nothing else.
    private var flags: [FindingSummary: Bool] = [:]

    init(_ pattern: TextPattern) {
        self.pattern = pattern
        isNumber = (1...3).contains(pattern.text.utf8.count) && pattern.text.allSatisfy(\.isNumber)
        hasQuestionMark = pattern.text.contains("?")
    }

    func standsInSummary(_ request: LentRequest, app isApp: Bool) -> Bool {
        if isApp || pattern.matches(request.pointee.path) || pattern.matches(request.pointee.method) { return true }
        if let route = request.pointee.route, pattern.matches(route) { return true }
        if !request.pointee.query.isEmpty {
            if pattern.matches(request.pointee.query) { return true }
            if hasQuestionMark, pattern.matches(request.pointee.path + "?" + request.pointee.query) { return true }
        }
        if isNumber, let status = request.pointee.status, pattern.matches(String(status)) { return true }
        return standsInFlags(request.pointee.findings)
    }

    private func standsInFlags(_ findings: FindingSummary) -> Bool {
        if findings.isEmpty { return false }
        if let known = flags[findings] { return known }
        let holds = FindingKind.allCases.contains { kind in
            findings.flag(of: kind).map(pattern.matches) ?? false
        }
        if flags.count < 4_096 { flags[findings] = holds }
        return holds
    }
}
