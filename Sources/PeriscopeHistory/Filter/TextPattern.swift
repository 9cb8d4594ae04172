/// A text that is looked for, whatever its capitals.
///
/// Letters of ASCII in either case; of other letters those that Unicode calls the same but for the case.
package struct TextPattern: Sendable, Equatable {
    /// What stands between the stars, in lower case.
    let pieces: [BytePattern]
    /// The text begins with the first piece.
    let isAtStart: Bool
    /// It ends with the last.
    let isAtEnd: Bool
    /// Of all pieces, as it was written, in lower case.
    package let text: String

    /// What must stand somewhere.
    init(containing text: String) {
        self.init(pieces: [text], isAtStart: false, isAtEnd: false)
    }

    init(equalTo text: String) {
        self.init(pieces: [text], isAtStart: true, isAtEnd: true)
    }

    /// - Parameter isWhole: The whole text must be so, not a part of it.
    init(_ letters: some Collection<FilterLetter>, isWhole: Bool) {
        var pieces = [""]
        for letter in letters {
            if letter.character == "*", !letter.isQuoted {
                pieces.append("")
            } else {
                pieces[pieces.count - 1].append(letter.character)
            }
        }
        let hasStars = pieces.count > 1
        let opens = hasStars && pieces[0].isEmpty
        let ends = hasStars && pieces[pieces.count - 1].isEmpty
        if hasStars { pieces.removeAll(where: \.isEmpty) }
        self.init(pieces: pieces, isAtStart: isWhole && !opens, isAtEnd: isWhole && !ends)
    }

    private init(pieces: [String], isAtStart: Bool, isAtEnd: Bool) {
        let folded = pieces.map { Self.folded(Array($0.utf8)) }
        self.pieces = folded.map(BytePattern.init)
        self.isAtStart = isAtStart
        self.isAtEnd = isAtEnd
        text = folded.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "*")
    }

    /// It is only looked for, so that what holds more of it holds it.
    private var isPlain: Bool { pieces.count == 1 && !isAtStart && !isAtEnd }

    /// The only piece, where it may stand anywhere.
    var plain: BytePattern? { isPlain ? pieces[0] : nil }

    /// Whether all that holds this holds the other.
    func narrows(_ other: TextPattern) -> Bool {
        if self == other { return true }
        guard other.isPlain, let wanted = other.pieces.first else { return false }
        return pieces.contains { $0.holds(wanted) }
    }

    func matches(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { matches($0) }
            ?? Array(text.utf8).withUnsafeBufferPointer { matches($0) }
    }

    /// Costs a pass over the bytes at some gigabytes a second; more where both have letters beyond ASCII.
    func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard needsFolding else { return matchesFolded(bytes) }
        // No letter of ASCII becomes one beyond it.
        guard Self.goesBeyondASCII(bytes) else { return false }
        return Self.folded(Array(bytes)).withUnsafeBufferPointer { matchesFolded($0) }
    }

    private static func goesBeyondASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = UnsafeRawPointer(bytes.baseAddress) else { return false }
        var place = 0
        while place + 32 <= bytes.count {
            var all: UInt64 = 0
            for word in 0..<4 { all |= base.loadUnaligned(fromByteOffset: place + word * 8, as: UInt64.self) }
            if all & 0x8080_8080_8080_8080 != 0 { return true }
            place += 32
        }
        return bytes[place...].contains { $0 >= 0x80 }
    }

    private var needsFolding: Bool { pieces.contains { !$0.isASCII } }

    private func matchesFolded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if pieces.count == 1, !isAtStart, !isAtEnd { return pieces[0].find(in: bytes, from: 0) != nil }
        guard let last = pieces.indices.last else { return true }
        var position = 0
        for (number, piece) in pieces.enumerated() {
            if number == last, isAtEnd {
                let start = bytes.count - piece.count
                guard start >= position, !(number == 0 && isAtStart) || start == 0 else { return false }
                return piece.stands(in: bytes, at: start)
            }
            if number == 0, isAtStart {
                guard piece.stands(in: bytes, at: 0) else { return false }
                position = piece.count
            } else {
                guard let found = piece.find(in: bytes, from: position) else { return false }
                position = found + piece.count
            }
        }
        return true
    }

    /// In lower case; a letter beyond ASCII never becomes one of ASCII.
    static func folded(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return bytes.map(BytePattern.lowered) }
        var folded = ""
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            let lower = scalar.properties.lowercaseMapping
            if scalar.isASCII || lower.unicodeScalars.allSatisfy({ !$0.isASCII }) {
                folded += lower
            } else {
                folded.unicodeScalars.append(scalar)
            }
        }
        return Array(folded.utf8)
    }
}
