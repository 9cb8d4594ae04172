import PeriscopeSQL
import PeriscopeWire

extension RequestRedaction {
    private static let valueLimit = 100
    private static let valueBytesLimit = 8192

    /// A statement's text with literals of secret columns masked, remembered by its text.
    package mutating func sql(_ sql: String) -> String {
        let statement = redactor.statement(sql)
        for literal in statement.literals { teach(literal) }
        return withoutTaught(statement.text)
    }

    /// A run's values, masked by the columns they belong to.
    ///
    /// Where SQLite's expanded text can't be laid beside the statement with certainty, no value leaves the process.
    package mutating func values(sql: String, _ values: CapturedValues) -> MaskedValues {
        let statement = redactor.statement(sql)
        switch values {
        case .none: return MaskedValues()
        case .tooLong: return MaskedValues(omitted: Set(statement.parameters.map(\.value)).count)
        case .list(let list):
            return masked(
                list.enumerated().map { index, value in
                    let isSensitive = statement.isSensitive(value: index, name: value.name)
                    return (value, isSensitive || (!value.name.isEmpty && redactor.isSensitive(value.name)))
                })
        case .expanded(let expanded):
            guard !statement.parameters.isEmpty else { return MaskedValues() }
            guard let literals = SQLValues.align(sql: sql, expanded: expanded),
                literals.count == statement.parameters.count
            else { return MaskedValues(omitted: statement.parameters.count) }
            return masked(Self.byNumber(literals, statement.parameters))
        }
    }

    /// One value for each number, as they were bound: a name that stands in three places has one.
    ///
    /// It is secret if any of its places is. A number that no placeholder has, as between `?1` and `?3`, is NULL.
    private static func byNumber(
        _ literals: [SQLLiteral], _ parameters: [RedactedStatement.Parameter]
    ) -> [(value: CapturedValue, isSensitive: Bool)] {
        let none = (value: CapturedValue(kind: .null, text: ""), isSensitive: false)
        let count = (parameters.lazy.map(\.value).max() ?? -1) + 1
        // Numbers go up to SQLite's limit of variables however few there are; past the limit none is kept anyway.
        var list = Array(repeating: none, count: min(count, max(valueLimit, parameters.count)))
        for (literal, parameter) in zip(literals, parameters) where list.indices.contains(parameter.value) {
            list[parameter.value] = (
                CapturedValue(literal), list[parameter.value].isSensitive || parameter.isSensitive
            )
        }
        return list
    }

    private mutating func masked(_ list: [(value: CapturedValue, isSensitive: Bool)]) -> MaskedValues {
        var result = MaskedValues(omitted: max(0, list.count - Self.valueLimit))
        for (value, isSensitive) in list.prefix(Self.valueLimit) {
            result.values.append(isSensitive ? secret(value) : plain(value))
        }
        return result
    }

    private mutating func secret(_ value: CapturedValue) -> MaskedValue {
        guard value.kind != .null else { return MaskedValue(kind: .null, text: "") }
        let masked = mask(value.text)
        return MaskedValue(kind: value.kind, text: masked.text, mask: masked.mask)
    }

    private func plain(_ value: CapturedValue) -> MaskedValue {
        let text = value.kind == .null ? "" : withoutTaught(value.text)
        let cut = text.utf8.count - Self.valueBytesLimit
        guard cut > 0 else { return MaskedValue(kind: value.kind, text: text) }
        let head = String(decoding: text.utf8.prefix(Self.valueBytesLimit), as: UTF8.self)
        return MaskedValue(kind: value.kind, text: head, truncatedBytes: cut)
    }
}

extension CapturedValue {
    init(_ literal: SQLLiteral) {
        let kind: WireValueKind =
            switch literal.kind {
            case .null: .null
            case .integer: .integer
            case .real: .real
            case .text: .text
            case .blob: .blob
            case .other: .other
            }
        self.init(kind: kind, text: literal.text)
    }
}
