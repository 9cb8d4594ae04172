package import PeriscopeInsight
package import PeriscopeSQL

extension History {
    /// What is worth a person's attention, the weightiest first; what is ignored is left out.
    package func findings(of request: RequestRecord) -> [Finding] { [] }

    /// The same, of what is ignored.
    package func ignoredFindings(of request: RequestRecord) -> [Finding] { [] }

    /// The shape of a statement.
    package func fingerprint(of sql: String) -> SQLFingerprint { SQLFingerprint.of(sql) }

    /// All shapes that held requests ran, the greatest total time first.
    package var shapes: [QueryShape] { [] }

    /// Judges all requests anew.
    package mutating func judge(thresholds: Thresholds, ignored: Set<IgnoredFinding>) {}
}

extension RequestRecord {
    /// Kept up as spans arrive.
    package var findings: FindingSummary { FindingSummary() }
}
