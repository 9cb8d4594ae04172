/// What a piece of SQL text is, as far as its spelling tells.
package enum SQLTokenKind: UInt8, Sendable, Hashable, CaseIterable {
    /// A word of the language, in any case. A word after a dot is an identifier whatever it spells.
    case keyword
    /// A bare name: a table, a column, a function, a type.
    case identifier
    /// A name in `"…"`, `` `…` `` or `[…]`.
    case quotedIdentifier
    /// A string with its quotes and its prefix: `'…'`, `E'…'`, `N'…'`, `B'…'`, `U&'…'`, `$tag$…$tag$`.
    case string
    /// An integer or a real, without a sign.
    case number
    /// `x'…'`.
    case blob
    /// A placeholder: `?`, `?1`, `$1`, `:name`, `@name`, `$name`.
    case parameter
    /// `=`, `||`, `::`, `->>` and the like.
    case `operator`
    /// `( ) , ; . [ ] { }` and a lone colon.
    case punctuation
    /// `-- …`, `# …`, `/* … */`, with their marks and without the line's end.
    case comment
    /// Blanks, tabs and line ends.
    case whitespace
    /// A byte that none of the three databases would take here.
    case unknown
}
