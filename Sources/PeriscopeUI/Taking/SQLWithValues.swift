package import PeriscopeHistory
import PeriscopeSQL
import PeriscopeWire

/// A query as SQL that a person can run.
///
/// A masked value stays a bare `[redacted]`: no database takes that for a value, so that nobody asks for, or writes,
/// the word in its place.
package enum SQLWithValues {
    private enum Dialect {
        case sqlite
        case postgres
        case mysql

        init(_ system: String) {
            switch system.lowercased() {
            case "postgresql", "postgres": self = .postgres
            case "mysql", "mariadb": self = .mysql
            default: self = .sqlite
            }
        }
    }

    /// With each placeholder replaced by its value, where there is one; what is missing is said in a comment behind it.
    package static func inlined(_ query: QueryRecord) -> String {
        guard !query.values.isEmpty else { return ended(query.sql, query) }
        let dialect = Dialect(query.system)
        var numbers = SQLPlaceholders.numbers(query.sql).makeIterator()
        var isBehindValue = false
        let text = SQLText.tokens(query.sql).reduce(into: "") { text, token in
            var piece = token.text
            let isValue = token.kind == .parameter
            if isValue {
                let place = (numbers.next() ?? 0) - 1
                if query.values.indices.contains(place) { piece = literal(query.values[place], dialect) }
            }
            if isValue || isBehindValue, runsTogether(text, piece) { text += " " }
            text += piece
            isBehindValue = isValue
        }
        return ended(text, query)
    }

    /// Two words side by side would be one, a string behind a word could be of a kind of its own (`x'…'`), and `--`
    /// would be a comment.
    private static func runsTogether(_ text: String, _ piece: String) -> Bool {
        guard let last = text.unicodeScalars.last, let next = piece.unicodeScalars.first else { return false }
        if last == "-" { return next == "-" }
        if last == "'" { return next == "'" }
        return isWord(last) && (isWord(next) || next == "'")
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar == "$" || scalar.value >= 0x80 || scalar.properties.isAlphabetic
            || (0x30...0x39).contains(scalar.value)
    }

    /// The text as it was prepared, and the values below it, each in a comment of one line.
    package static func withParameters(_ query: QueryRecord) -> String {
        var lines = [ended(query.sql, query)]
        for (place, value) in query.values.enumerated() {
            lines.append("-- \(place + 1): " + onOneLine(literal(value, Dialect(query.system))))
        }
        return lines.joined(separator: "\n")
    }

    /// What asks the database for the plan.
    package static func explained(_ query: QueryRecord) -> String {
        let text = inlined(query)
        let verb = Dialect(query.system) == .sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN "
        // Behind a comment the semicolon would be part of it.
        let endsInComment = SQLText.tokens(text).last { $0.kind != .whitespace }?.kind == .comment
        return verb + text + (endsInComment ? "\n;" : ";")
    }

    /// How many of its values are masks.
    static func maskedCount(_ query: QueryRecord) -> Int {
        query.values.count { $0.mask != 0 || $0.text == redacted }
    }

    // MARK: Values

    private static func ended(_ sql: String, _ query: QueryRecord) -> String {
        var text = sql
        if query.sqlTruncatedBytes > 0 { text += "\n-- \(query.sqlTruncatedBytes) more bytes were not captured" }
        if query.omittedValues > 0 { text += "\n-- \(query.omittedValues) more values were not captured" }
        return text
    }

    private static func literal(_ value: ValueRecord, _ dialect: Dialect) -> String {
        if value.mask != 0 || value.text == redacted { return redacted }
        let text =
            switch value.kind {
            case .null: "NULL"
            case .text: string(value.text, dialect)
            case .blob: blob(value.text, dialect)
            default: isNumber(value.text) ? value.text : string(value.text, dialect)
            }
        guard value.truncatedBytes > 0 else { return text }
        return text + " /* and \(value.truncatedBytes) bytes that were not captured */"
    }

    /// Control characters by their number: they would not survive the clipboard, and a NUL would end the text.
    private static func string(_ text: String, _ dialect: Dialect) -> String {
        var parts: [String] = []
        var piece = ""
        func close() {
            guard !piece.isEmpty else { return }
            parts.append(quoted(piece, dialect))
            piece = ""
        }
        for scalar in text.unicodeScalars {
            if isControl(scalar) {
                close()
                parts.append(character(scalar, dialect))
            } else {
                piece.unicodeScalars.append(scalar)
            }
        }
        close()
        guard parts.count > 1 || text.unicodeScalars.contains(where: isControl) else { return quoted(text, dialect) }
        if dialect == .mysql { return "concat(" + parts.joined(separator: ", ") + ")" }
        return parts.count == 1 ? parts[0] : "(" + parts.joined(separator: "||") + ")"
    }

    private static func quoted(_ text: String, _ dialect: Dialect) -> String {
        let doubled = text.replacing(byte: UInt8(ascii: "'"), with: "''")
        return "'" + (dialect == .mysql ? doubled.replacing(byte: UInt8(ascii: "\\"), with: "\\\\") : doubled) + "'"
    }

    private static func character(_ scalar: Unicode.Scalar, _ dialect: Dialect) -> String {
        switch dialect {
        case .sqlite: "char(\(scalar.value))"
        case .postgres: "chr(\(scalar.value))"
        case .mysql: "char(\(scalar.value) using utf8mb4)"
        }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
    }

    /// The record has it as `x'…'`; PostgreSQL writes it otherwise.
    private static func blob(_ text: String, _ dialect: Dialect) -> String {
        let digits = text.dropFirst(2).prefix(while: \.isHexDigit)
        guard text.lowercased().hasPrefix("x'") else { return quoted(text, dialect) }
        return dialect == .postgres ? "'\\x\(digits)'::bytea" : "x'\(digits)'"
    }

    private static func isNumber(_ text: String) -> Bool {
        guard let first = text.utf8.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first) else {
            return false
        }
        return text.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) } && Double(text) != nil
    }

    /// A line end in a comment would end it, and what follows would be SQL.
    private static func onOneLine(_ text: String) -> String {
        var line = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": line += "\\n"
            case "\r": line += "\\r"
            case "\u{2028}", "\u{2029}": line += "\\u{\(String(scalar.value, radix: 16))}"
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }
}
