/// What a terminal was sent, taken apart by ECMA-48's grammar.
struct WrittenSequences {
    /// Sequences `ESC [ … final`, without the escape and the bracket.
    private(set) var controls: Set<String> = []
    /// What else came after an escape, one or two characters.
    private(set) var escapes: Set<String> = []
    /// Controls that are not the escape.
    private(set) var characters: Set<UInt8> = []
    /// Scalars that a terminal may obey, or that cannot be seen.
    private(set) var odd: Set<UInt32> = []
    private(set) var isBroken = false

    init(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            isBroken = true
            return
        }
        var scalars = text.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            switch scalar.value {
            case 0x1B: takeEscape(&scalars)
            case 0..<0x20, 0x7F: characters.insert(UInt8(scalar.value))
            case 0x80..<0xA0: odd.insert(scalar.value)
            default: if Self.isOdd(scalar) { odd.insert(scalar.value) }
            }
        }
    }

    private mutating func takeEscape(_ scalars: inout String.UnicodeScalarView.Iterator) {
        guard let first = scalars.next() else {
            isBroken = true
            return
        }
        guard first == "[" else {
            var text = String(Character(first))
            // A character set: an intermediate and a final.
            if (0x20...0x2F).contains(first.value), let second = scalars.next() { text.unicodeScalars.append(second) }
            escapes.insert(text)
            return
        }
        var body = ""
        while let scalar = scalars.next() {
            body.unicodeScalars.append(scalar)
            if (0x40...0x7E).contains(scalar.value) {
                controls.insert(body)
                return
            }
            guard (0x20...0x3F).contains(scalar.value) else { break }
        }
        isBroken = true
    }

    private static func isOdd(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .format, .control, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: scalar.properties.isVariationSelector || scalar.properties.isNoncharacterCodePoint
        }
    }
}
