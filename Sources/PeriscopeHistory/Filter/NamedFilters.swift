/// Filters that have a name in the settings: `@slow` stands for one in the text of another.
package struct NamedFilters: Sendable, Equatable {
    /// More are passed over.
    package static let limit = 100

    private var texts: [String: String] = [:]

    package init() {}

    /// The names, in order.
    package var names: [String] { texts.keys.sorted() }

    package var isEmpty: Bool { texts.isEmpty }

    /// The text of a name, in any case.
    package subscript(_ name: String) -> String? { texts[name.lowercased()] }

    /// Sets a filter's text; nil takes it away.
    ///
    /// False where the name is none, or there are too many.
    @discardableResult
    package mutating func set(_ name: String, to text: String?) -> Bool {
        guard Self.isName(name), text == nil || texts.count < Self.limit || self[name] != nil else { return false }
        texts[name.lowercased()] = text
        return true
    }

    /// A letter, then letters, digits, `_`, `-` and `.`.
    package static func isName(_ text: some StringProtocol) -> Bool {
        guard let first = text.first, first.isLetter, text.count <= 64 else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "." }
    }
}
