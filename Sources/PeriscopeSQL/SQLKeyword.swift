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
    static func named(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> SQLKeyword? {
        guard let code = code(word) else { return nil }
        return byCode[code]
    }

    private static let byCode: [UInt128: SQLKeyword] = {
        var table: [UInt128: SQLKeyword] = [:]
        for keyword in allCases {
            if let code = code(keyword.rawValue.utf8) { table[code] = keyword }
        }
        return table
    }()

    /// Six bits a letter; the longest keyword has 17 letters and 21 would fit.
    private static func code(_ word: some Collection<UInt8>) -> UInt128? {
        guard word.count <= 21 else { return nil }
        var code: UInt128 = 0
        for byte in word {
            let letter = SQLByte.lower(byte)
            if SQLByte.isLetter(letter) {
                code = code << 6 | UInt128(letter & 0x1f)
            } else if letter == SQLByte.underscore {
                code = code << 6 | 27
            } else {
                return nil
            }
        }
        return code
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
