/// The words that the tokenizer calls keywords: those that shape a statement in SQLite, PostgreSQL or MySQL.
///
/// Type and function names are left out, and so are words that people call columns by (`session`, `name`, `value`).
enum SQLKeyword: String, CaseIterable, Sendable {
    case abort, action, add, after, all, alter, always, analyze, and, any, `as`, asc, attach, autoincrement
    case before, begin, between, by
    case cascade, `case`, cast, check, collate, column, commit, conflict, constraint, create, cross
    case current, current_date, current_time, current_timestamp
    case database, `default`, deferrable, deferred, delete, desc, describe, detach, distinct, `do`, drop
    case each, `else`, end, escape, except, exclude, exclusive, exists, explain
    case fail, `false`, fetch, filter, first, following, `for`, foreign, from, full
    case generated, glob, grant, group, groups
    case having
    case `if`, ignore, ilike, immediate, `in`, index, indexed, initially, inner, insert, instead, intersect, into
    case `is`, isnull
    case join, key
    case last, lateral, left, like, limit
    case match, materialized, merge
    case natural, no, not, nothing, notnull, null, nulls
    case of, offset, on, or, order, others, outer, over
    case partition, plan, pragma, preceding, primary
    case query
    case raise, range, recursive, references, regexp, reindex, release, rename, replace, restrict, returning, revoke
    case right, rlike, rollback, row, rows
    case savepoint, select, set, show, similar, some, start, symmetric
    case table, temp, temporary, then, ties, to, transaction, trigger, `true`, truncate
    case unbounded, union, unique, update, using
    case vacuum, values, view, virtual
    case when, `where`, window, with, within, without, work

    /// Looks a word up in any case, without allocating.
    static func named(_ word: some Collection<UInt8>) -> SQLKeyword? {
        var code = Code()
        for byte in word { code.add(byte) }
        return named(code)
    }

    static func named(_ code: Code) -> SQLKeyword? {
        code.isWord ? lookup.keyword(of: code.bits) : nil
    }

    private static let lookup = SQLKeywordTable(allCases)

    /// A word's letters in five bits each, and its length; case is lost. Built a byte at a time.
    struct Code {
        private(set) var bits: UInt128 = 0
        private var count = 0
        private var isPlain = true

        mutating func add(_ byte: UInt8) {
            // An underscore is 31, which no letter is.
            bits = bits << 5 | UInt128(byte & 0x1f)
            count += 1
            if !SQLByte.isLetter(byte) && byte != SQLByte.underscore { isPlain = false }
        }

        /// The longest keyword has 17 letters; 25 fit.
        var isWord: Bool { isPlain && count <= 20 }
    }
}

extension SQLKeyword {
    /// A word that all or some of the databases take as a bare column name too, such as `key` or `action`.
    var canBeColumn: Bool {
        switch self {
        case .abort, .action, .after, .always, .attach, .before, .cascade, .column, .conflict, .current, .database,
            .describe, .detach, .exclude, .exclusive, .explain, .fail, .filter, .first, .following, .generated,
            .groups, .ignore, .immediate, .index, .initially, .instead, .key, .last, .match, .materialized, .merge,
            .no, .nothing, .nulls, .of, .offset, .others, .over, .partition, .plan, .pragma, .preceding, .query,
            .raise, .range, .recursive, .reindex, .release, .rename, .restrict, .row, .rows, .savepoint, .show,
            .start, .temp, .temporary, .ties, .transaction, .trigger, .truncate, .unbounded, .view, .virtual,
            .within, .without, .work:
            true
        default:
            false
        }
    }
}
