/// JSON as it is written, front to back.
struct JSONText {
    private(set) var bytes: [UInt8] = []

    /// As it stands: punctuation, names that need no escape, what was made with this type.
    mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func number(_ number: some FixedWidthInteger) {
        bytes += String(number).utf8
    }

    /// In quotes; what would end the string, and what some readers take for the end of a line or send to a terminal, is escaped.
    mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": raw("\\\"")
            case "\\": raw("\\\\")
            case "\n": raw("\\n")
            case "\t": raw("\\t")
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value): escape(scalar.value)
            case "\u{2028}", "\u{2029}": escape(scalar.value)
            default: bytes += UTF8.encode(scalar).map(Array.init) ?? []
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Commas between; `write` adds one element.
    mutating func list<Element>(_ elements: some Sequence<Element>, _ write: (inout JSONText, Element) -> Void) {
        raw("[")
        var isFirst = true
        for element in elements {
            if !isFirst { raw(",") }
            isFirst = false
            write(&self, element)
        }
        raw("]")
    }

    private mutating func escape(_ value: UInt32) {
        let digits = String(value, radix: 16)
        bytes += "\\u".utf8
        bytes += String(repeating: "0", count: max(0, 4 - digits.count)).utf8
        bytes += digits.utf8
    }
}
