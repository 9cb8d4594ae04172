internal import PeriscopeSQL

/// What the rules want to know of a statement's text, found once for each text.
final class StatementShape: Sendable {
    let fingerprint: SQLFingerprint
    let kind: SQLStatementKind
    /// Of the whole text, literals included.
    let text: UInt64

    /// Reads the statement's first 64 KiB.
    ///
    /// Costs a pass over them.
    init(_ sql: String) {
        let part = sql.utf8.count > Self.longest ? String(decoding: sql.utf8.prefix(Self.longest), as: UTF8.self) : sql
        fingerprint = SQLFingerprint.of(part)
        kind = SQLStatementKind.of(part)
        var hash = TextHash()
        hash.add(sql)
        text = hash.value
    }

    /// A probe sends no longer statement; others must not make the loop wait.
    private static let longest = 64 << 10
}
