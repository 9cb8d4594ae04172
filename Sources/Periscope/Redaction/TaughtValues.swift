/// Values that were masked in a request, and their removal from other texts.
struct TaughtValues: Sendable {
    /// Bytes of a value's beginning that are taken for it at the end of a text, which may have been cut there.
    private static let shortestBeginning = 6

    /// By their first byte, so that most positions of a text cost one look; the longest come first, so that a value
    /// that holds another is removed whole.
    private var byFirstByte: [[[UInt8]]] = []
    /// Which first bytes there are, so that a text is passed over quickly.
    private var firstBytes = ByteSet()
    private var count = 0

    /// Adds a value.
    mutating func add(_ value: [UInt8], limit: Int) {
        guard let first = value.first, count < limit else { return }
        if byFirstByte.isEmpty { byFirstByte = Array(repeating: [], count: 256) }
        let place = Int(first)
        guard !byFirstByte[place].contains(value) else { return }
        let index = byFirstByte[place].firstIndex { $0.count < value.count } ?? byFirstByte[place].endIndex
        byFirstByte[place].insert(value, at: index)
        firstBytes.insert(first)
        count += 1
    }

    /// The text with each of the values replaced by the mask.
    func removed(from text: String) -> String {
        guard count > 0, text.utf8.count >= Self.shortestBeginning else { return text }
        var contiguous = text
        let replaced = contiguous.withUTF8 { removed(from: $0) }
        return replaced.map { String(decoding: $0, as: UTF8.self) } ?? text
    }

    /// Absent where none of the values is in the bytes.
    private func removed(from bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var output: [UInt8]?
        var copied = 0
        var index = 0
        while index < bytes.count {
            guard firstBytes.contains(bytes[index]), let length = lengthOfValue(at: index, in: bytes) else {
                index += 1
                continue
            }
            output = (output ?? []) + bytes[copied..<index] + Array(redactedText.utf8)
            index += length
            copied = index
        }
        return output.map { $0 + bytes[copied...] }
    }

    private func lengthOfValue(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let values = byFirstByte[Int(bytes[index])]
        guard !values.isEmpty else { return nil }
        let rest = bytes[index...]
        for value in values {
            let length = min(value.count, rest.count)
            guard length == value.count || length >= Self.shortestBeginning else { continue }
            if rest.prefix(length).elementsEqual(value.prefix(length)) { return length }
        }
        return nil
    }
}
