/// A log message with its numbers and ids folded away, so that alike lines are equal.
///
/// A word with digits becomes `#` where it is a number or looks like an id (eight or more hexadecimal digits); in other
/// words each run of digits does. What is joined by `.`, `-`, `:` or `/` between two of them is one. A UUID is an id.
package enum MessageShape {
    /// Reads the first 2,000 bytes.
    package static func of(_ message: String) -> String {
        var output: [UInt8] = []
        var word: [UInt8] = []
        func flush() {
            output += folded(word)
            word = []
        }
        for byte in message.utf8.prefix(2_000) {
            if isWord(byte) || byte == hyphen && !word.isEmpty {
                word.append(byte)
            } else {
                flush()
                output.append(byte)
            }
        }
        flush()
        return String(decoding: joined(output), as: UTF8.self)
    }

    private static func folded(_ word: [UInt8]) -> [UInt8] {
        guard word.contains(where: isDigit) else { return word }
        let digits = word.filter { $0 != hyphen }
        if digits.count >= 8, digits.allSatisfy(isHexadecimal), word.last != hyphen { return [mark] }
        var output: [UInt8] = []
        for byte in word where !(isDigit(byte) && output.last == mark) { output.append(isDigit(byte) ? mark : byte) }
        return output
    }

    /// `#.#`, `#-#-#` and `#:#` are one number, one id, one time.
    private static func joined(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        for byte in bytes {
            if byte == mark, output.count > 1, output[output.count - 2] == mark, isJoint(output[output.count - 1]) {
                output.removeLast()
            } else {
                output.append(byte)
            }
        }
        return output
    }

    private static let mark = UInt8(ascii: "#")
    private static let hyphen = UInt8(ascii: "-")

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66
    }

    private static func isJoint(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "/")
    }
}
