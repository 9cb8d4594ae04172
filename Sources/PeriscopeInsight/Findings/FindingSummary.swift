/// What a list row must know of a request's findings: eight bytes.
package struct FindingSummary: Sendable, Hashable {
    private var kinds: UInt8 = 0
    /// Those of `kinds` of which one is bad.
    private var badKinds: UInt8 = 0
    /// An N+1 among them was confirmed.
    package var isConfirmed = false
    /// Queries of the largest set of duplicates, 255 for any more; 0 where there is none.
    package var duplicates: UInt8 = 0
    /// Queries of the largest N+1; 0 where there is none.
    package var repeats: Int32 = 0

    package init() {}

    package init(_ findings: [Finding]) {
        for finding in findings {
            insert(
                finding.kind, severity: finding.severity, count: finding.count, isConfirmed: finding.isConfirmed)
        }
    }

    package var isEmpty: Bool { kinds == 0 }

    /// The worst of all.
    package var severity: Severity {
        if badKinds != 0 { return .bad }
        return kinds != 0 ? .warn : .none
    }

    /// The worst of one kind; none where there is none of it.
    package func severity(of kind: FindingKind) -> Severity {
        if badKinds & kind.bit != 0 { return .bad }
        return contains(kind) ? .warn : .none
    }

    package func contains(_ kind: FindingKind) -> Bool { kinds & kind.bit != 0 }

    package mutating func insert(
        _ kind: FindingKind, severity: Severity = .warn, count: Int = 1, isConfirmed: Bool = false
    ) {
        kinds |= kind.bit
        if severity == .bad { badKinds |= kind.bit }
        if kind == .duplicateQuery { duplicates = max(duplicates, UInt8(clamping: count)) }
        guard kind == .nPlusOne else { return }
        repeats = max(repeats, Int32(clamping: count))
        if isConfirmed { self.isConfirmed = true }
    }
}

extension FindingKind {
    fileprivate var bit: UInt8 { 1 << rawValue }
}
