/// What a list row must know of a request's findings: eight bytes.
package struct FindingSummary: Sendable, Hashable {
    private var kinds: UInt8 = 0
    package var severity: Severity = .none
    /// The N+1 among them was confirmed.
    package var isConfirmed = false
    /// Queries of the largest N+1; 0 where there is none.
    package var repeats: Int32 = 0

    package init() {}

    package init(_ findings: [Finding]) {
        for finding in findings {
            insert(finding.kind)
            severity = max(severity, finding.severity)
            guard finding.kind == .nPlusOne else { continue }
            repeats = max(repeats, Int32(clamping: finding.count))
            if finding.isConfirmed { isConfirmed = true }
        }
    }

    package var isEmpty: Bool { kinds == 0 }

    package func contains(_ kind: FindingKind) -> Bool { kinds & (1 << kind.rawValue) != 0 }

    package mutating func insert(_ kind: FindingKind) { kinds |= 1 << kind.rawValue }
}
