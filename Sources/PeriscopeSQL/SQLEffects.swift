/// What a reading statement does besides reading, as far as its words tell.
///
/// Known names only: what a function of the app's own does cannot be seen.
package struct SQLEffects: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Its answer may be another each time though nothing was written: random numbers, clocks, counters of the
    /// connection.
    package static let isVolatile = SQLEffects(rawValue: 1)
    /// It writes, takes a lock by hand, waits or reaches out of the database.
    package static let writes = SQLEffects(rawValue: 2)
    /// It locks the rows that it reads: `FOR UPDATE` and the like.
    ///
    /// Behind it stands what others wrote while it waited.
    package static let locks = SQLEffects(rawValue: 4)

    /// Reads a text; linear.
    package static func of(_ sql: String) -> SQLEffects {
        var sql = sql
        return sql.withUTF8 { bytes in
            let tokens = SQLReading(bytes, trivia: false).tokens
            var effects: SQLEffects = []
            for index in tokens.indices { effects.formUnion(of(tokens, index, bytes)) }
            return effects
        }
    }

    private static func of(_ tokens: [SQLToken], _ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> SQLEffects {
        let token = tokens[index]
        func byte(_ offset: Int) -> UInt8? {
            index + offset < tokens.count ? bytes[tokens[index + offset].range.lowerBound] : nil
        }
        func word(_ offset: Int) -> String {
            index + offset < tokens.count ? text(tokens[index + offset], bytes) : ""
        }
        switch token.kind {
        case .string:
            return token.range.count == 5 && text(token, bytes) == "'now'" ? .isVolatile : []
        case .punctuation where byte(0) == SQLByte.open:
            let next = index + 1 < tokens.count ? tokens[index + 1].kind : .unknown
            return next == .keyword && writers.contains(word(1)) ? .writes : []
        case .keyword, .identifier:
            guard token.range.count <= longest else { return [] }
            if byte(1) == SQLByte.open {
                return of(function: word(0), isEmpty: byte(2) == SQLByte.close)
            }
            guard firsts.contains(bytes[token.range.lowerBound] | 0x20) else { return [] }
            return of(word: word(0), next: word(1))
        default: return []
        }
    }

    private static func of(function name: String, isEmpty: Bool) -> SQLEffects {
        if SQLSideEffects.isRefused(function: name) { return .writes }
        if volatile.contains(name) || (isEmpty && clocksWhenEmpty.contains(name)) { return .isVolatile }
        return clocks.contains(name) ? .isVolatile : []
    }

    private static func of(word: String, next: String) -> SQLEffects {
        if word == "for" { return ["update", "share", "no", "key"].contains(next) ? .locks : [] }
        if word == "lock" { return next == "in" ? .locks : [] }
        return clocks.contains(word) ? .isVolatile : []
    }

    /// In lower case.
    private static func text(_ token: SQLToken, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: bytes[token.range], as: UTF8.self).lowercased()
    }

    /// First letters of the words that matter without a parenthesis.
    private static let firsts: Set<UInt8> = Set("flcsu".utf8)
    /// No known name is longer.
    private static let longest = 64

    /// Verbs that write where a parenthesis opens before them: parts of a `WITH`.
    private static let writers: Set<String> = ["insert", "update", "delete", "merge"]

    private static let volatile: Set<String> = [
        // SQLite.
        "random", "randomblob", "last_insert_rowid", "changes", "total_changes",
        // PostgreSQL.
        "gen_random_uuid", "gen_random_bytes", "uuid_generate_v1", "uuid_generate_v4", "uuidv4", "uuidv7", "setseed",
        "random_normal", "currval", "lastval", "now", "clock_timestamp", "statement_timestamp",
        "transaction_timestamp", "timeofday",
        // MySQL and MariaDB.
        "rand", "uuid", "uuid_short", "random_bytes", "found_rows", "row_count", "unix_timestamp",
    ]

    /// With and without a parenthesis.
    private static let clocks: Set<String> = [
        "current_timestamp", "current_time", "localtime", "localtimestamp", "sysdate", "utc_timestamp", "utc_time",
        "curtime",
    ]

    /// SQLite's: without an argument they tell the time.
    private static let clocksWhenEmpty: Set<String> = ["date", "time", "datetime", "julianday", "unixepoch"]
}
