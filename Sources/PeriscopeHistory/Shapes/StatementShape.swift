internal import PeriscopeSQL

/// What the rules want to know of a statement's text, found once for each text.
final class StatementShape: Sendable {
    let fingerprint: SQLFingerprint
    let kind: SQLStatementKind
    /// Of the whole text, literals included.
    let text: UInt64
    /// It has placeholders, so that two runs of it may differ though its text does not.
    let hasParameters: Bool
    /// Its lists behind `IN`.
    let lists: SQLInLists
    /// Of the values that stand in lists of several: their places among the bound ones.
    let listedValues: [Int]
    /// What it does besides reading.
    let effects: SQLEffects

    /// Reads the statement's first 64 KiB.
    ///
    /// Costs a pass over them.
    init(_ sql: String) {
        let part = sql.utf8.count > Self.longest ? String(decoding: sql.utf8.prefix(Self.longest), as: UTF8.self) : sql
        fingerprint = SQLFingerprint.of(part)
        kind = SQLStatementKind.of(part)
        let numbers = SQLPlaceholders.numbers(part)
        hasParameters = !numbers.isEmpty
        let lists = SQLInLists(part)
        self.lists = lists
        listedValues = lists.parameters.map { numbers.indices.contains($0) ? numbers[$0] - 1 : -1 }
        effects = kind.isRead ? SQLEffects.of(part) : []
        var hash = TextHash()
        hash.add(sql)
        text = hash.value
    }

    /// A probe sends no longer statement; others must not make the loop wait.
    private static let longest = 64 << 10
}
