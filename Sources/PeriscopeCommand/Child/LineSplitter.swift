/// Cuts what a child prints into lines; a line over the limit is cut, and an unfinished one waits for its end.
struct LineSplitter {
    static let lineLimitBytes = 8192

    private var rest: [UInt8] = []

    /// The lines that these bytes complete, without their ends and without terminal escapes.
    mutating func feed(_ bytes: [UInt8]) -> [String] {
        var lines: [String] = []
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                lines.append(flush())
            } else if byte != UInt8(ascii: "\r") {
                rest.append(byte)
                if rest.count >= Self.lineLimitBytes { lines.append(flush()) }
            }
        }
        return lines
    }

    /// What came after the last end of a line; absent where nothing did.
    var unfinished: String? {
        rest.isEmpty ? nil : String(decoding: Self.withoutEscapes(rest), as: UTF8.self)
    }

    private mutating func flush() -> String {
        defer { rest.removeAll(keepingCapacity: true) }
        return String(decoding: Self.withoutEscapes(rest), as: UTF8.self)
    }

    /// Colours and cursor moves are the child's terminal's business, not ours.
    static func withoutEscapes(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(0x1B) else { return bytes }
        var kept: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x1B else {
                kept.append(bytes[index])
                index += 1
                continue
            }
            index = endOfEscape(bytes, from: index)
        }
        return kept
    }

    private static func endOfEscape(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start + 1
        guard index < bytes.count else { return index }
        switch bytes[index] {
        case UInt8(ascii: "["):
            index += 1
            while index < bytes.count, !(0x40...0x7E).contains(bytes[index]) { index += 1 }
            return min(index + 1, bytes.count)
        case UInt8(ascii: "]"):
            while index < bytes.count, bytes[index] != 0x07, bytes[index] != 0x1B { index += 1 }
            return index < bytes.count && bytes[index] == 0x07 ? index + 1 : index
        default:
            return index + 1
        }
    }
}
