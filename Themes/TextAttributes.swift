/// How text stands out beside colour.
package struct TextAttributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let bold = TextAttributes(rawValue: 1)
    package static let dim = TextAttributes(rawValue: 2)
    package static let italic = TextAttributes(rawValue: 4)
    package static let underline = TextAttributes(rawValue: 8)
    package static let reverse = TextAttributes(rawValue: 16)

    /// The attribute that a theme file calls so.
    static func named(_ name: String) -> TextAttributes? {
        switch name {
        case "bold": .bold
        case "dim": .dim
        case "italic": .italic
        case "underline": .underline
        case "reverse": .reverse
        default: nil
        }
    }

    static let names = ["bold", "dim", "italic", "underline", "reverse"]
}
