import PeriscopeSQL

/// What is secret in a statement's text, found once for all its runs.
struct RedactedStatement: Sendable {
    /// The text with literals of secret columns masked.
    let text: String
    /// The literals that were masked, without their quotes.
    let literals: [String]
    /// For each placeholder in order of appearance: the index of its value in a list, from 0, and whether it is secret.
    let parameters: [(value: Int, isSensitive: Bool)]

    init(_ sql: String, redactor: Redactor) {
        let bytes = Array(sql.utf8)
        var masked: [UInt8] = []
        var literals: [String] = []
        var parameters: [(value: Int, isSensitive: Bool)] = []
        var numbering = ParameterNumbering()
        var copied = 0
        for site in SQLColumns.match(sql) {
            let isSensitive = site.column.map(redactor.isSensitive) ?? false
            let range = site.range.clamped(to: 0..<bytes.count)
            if site.isParameter {
                parameters.append((numbering.index(of: bytes[range]), isSensitive))
            } else if isSensitive, range.lowerBound >= copied {
                literals.append(Self.unquoted(bytes[range]))
                masked += bytes[copied..<range.lowerBound]
                masked += Array("'\(redactedText)'".utf8)
                copied = range.upperBound
            }
        }
        text = literals.isEmpty ? sql : String(decoding: masked + bytes[copied...], as: UTF8.self)
        self.literals = literals
        self.parameters = parameters
    }

    /// Whether the value at this index of a list is secret: any of its placeholders says so.
    func isSensitive(value index: Int) -> Bool {
        parameters.contains { $0.value == index && $0.isSensitive }
    }

    var hasSensitiveParameter: Bool { parameters.contains(where: \.isSensitive) }

    private static func unquoted(_ literal: ArraySlice<UInt8>) -> String {
        let quote = UInt8(ascii: "'")
        guard literal.count >= 2, literal.first == quote, literal.last == quote else {
            return String(decoding: literal, as: UTF8.self)
        }
        return String(decoding: literal.dropFirst().dropLast(), as: UTF8.self).replacing("''", with: "'")
    }
}

/// Which value of a list a placeholder takes: `?` the next, `?3` and `$3` the third, a name always the same one.
private struct ParameterNumbering {
    private var next = 0
    private var named: [ArraySlice<UInt8>: Int] = [:]

    mutating func index(of placeholder: ArraySlice<UInt8>) -> Int {
        let rest = placeholder.dropFirst()
        if let number = Int(String(decoding: rest, as: UTF8.self)), number > 0 {
            next = max(next, number)
            return number - 1
        }
        if rest.isEmpty {
            next += 1
            return next - 1
        }
        if let known = named[placeholder] { return known }
        named[placeholder] = next
        next += 1
        return next - 1
    }
}
