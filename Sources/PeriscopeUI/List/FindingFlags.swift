import PeriscopeHistory
import PeriscopeInsight
import Screen

/// What was found in a request, in a word or two each: from its summary, so that a row unpacks nothing.
enum FindingFlags {
    /// The weightiest first; of equal weight, in the order of the kinds.
    static func flags(_ request: RequestRecord, glyphs: Glyphs) -> [RequestFlags.Flag] {
        let findings = request.findings
        var flags: [RequestFlags.Flag] = []
        for severity in [Severity.bad, .warn] {
            for kind in FindingKind.allCases where findings.severity(of: kind) == severity {
                guard let text = findings.flag(of: kind, times: glyphs.times) else { continue }
                flags.append(
                    RequestFlags.Flag(
                        text: text, role: role(kind, severity), isAboutTime: kind == .slowRequest || kind == .gap))
            }
        }
        // An error is said whatever is ignored.
        if request.isError, !findings.contains(.error) {
            flags.insert(RequestFlags.Flag(text: "error", role: .error), at: 0)
        }
        return flags
    }

    static func role(_ kind: FindingKind, _ severity: Severity) -> Role {
        switch kind {
        case .nPlusOne where severity == .bad: .nplusone
        case .duplicateQuery where severity == .warn: .duplicate
        default: severity.role
        }
    }
}
