import PeriscopeSQL

/// What is secret in a statement's text, found once for all its runs.
struct RedactedStatement: Sendable {
    /// The text with literals of secret columns masked.
    let text: String
    /// The literals that were masked, without their quotes.
    let literals: [String]
    /// The placeholders in order of appearance, each with the index of its value in a list, from 0.
    let parameters: [Parameter]

    struct Parameter: Sendable {
        /// Negative where its number is none that is possible.
        let value: Int
        let isSensitive: Bool
        /// Without its sign; empty for `?`.
        let name: String
    }

    init(_ sql: String, redactor: Redactor) {
        let bytes = Array(sql.utf8)
        var masked: [UInt8] = []
        var literals: [String] = []
        var parameters: [Parameter] = []
        var copied = 0
        let sites = SQLColumns.match(sql)
        let hasParameters = sites.contains(where: \.isParameter)
        var numbers = (hasParameters ? SQLPlaceholders.numbers(sql) : []).makeIterator()
        let isAllSecret = StatementSecrecy.isAllSecret(sql, sites: sites)
        for site in sites {
            let isSensitive = isAllSecret || (site.column.map(redactor.isSensitive) ?? false)
            let range = site.range.clamped(to: 0..<bytes.count)
            if site.isParameter {
                let name = String(decoding: bytes[range].dropFirst(), as: UTF8.self)
                parameters.append(
                    Parameter(value: (numbers.next() ?? 0) - 1, isSensitive: isSensitive, name: name))
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
    ///
    /// A named value belongs to the placeholders of its name; one that belongs to none is secret if any is. A secret
    /// placeholder without a possible number could be any value's.
    func isSensitive(value index: Int, name: String) -> Bool {
        guard !name.isEmpty else {
            return parameters.contains { ($0.value == index || $0.value < 0) && $0.isSensitive }
        }
        let own = parameters.filter { $0.name == name }
        return (own.isEmpty ? parameters : own).contains(where: \.isSensitive)
    }

    private static func unquoted(_ literal: ArraySlice<UInt8>) -> String {
        let quote = UInt8(ascii: "'")
        guard literal.count >= 2, literal.first == quote, literal.last == quote else {
            return String(decoding: literal, as: UTF8.self)
        }
        return String(decoding: literal.dropFirst().dropLast(), as: UTF8.self).replacing("''", with: "'")
    }
}
