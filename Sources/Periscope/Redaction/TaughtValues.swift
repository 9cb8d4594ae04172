/// Values that were masked in a request, and their removal from other texts.
struct TaughtValues: Sendable {
    private var values: [[UInt8]] = []
    /// Which first bytes they have, so that most positions of a text cost one look.
    private var firstBytes: [Bool] = []

    /// Adds a value; the longest come first, so that a value that holds another is removed whole.
    mutating func add(_ value: [UInt8], limit: Int) {
        guard let first = value.first, values.count < limit, !values.contains(value) else { return }
        values.append(value)
        values.sort { $0.count > $1.count }
        if firstBytes.isEmpty { firstBytes = Array(repeating: false, count: 256) }
        firstBytes[Int(first)] = true
    }

    /// The text with each of the values replaced by the mask.
    func removed(from text: String) -> String {
        guard !values.isEmpty else { return text }
        let bytes = Array(text.utf8)
        guard let replaced = removed(from: bytes) else { return text }
        return String(decoding: replaced, as: UTF8.self)
    }

    /// Absent where none of the values is in the bytes.
    private func removed(from bytes: [UInt8]) -> [UInt8]? {
        var output: [UInt8]?
        var copied = 0
        var index = 0
        while index < bytes.count {
            guard firstBytes[Int(bytes[index])], let value = value(at: index, in: bytes) else {
                index += 1
                continue
            }
            output = (output ?? []) + bytes[copied..<index] + Array(redactedText.utf8)
            index += value.count
            copied = index
        }
        return output.map { $0 + bytes[copied...] }
    }

    private func value(at index: Int, in bytes: [UInt8]) -> [UInt8]? {
        values.first { value in
            index + value.count <= bytes.count && bytes[index..<index + value.count].elementsEqual(value)
        }
    }
}
