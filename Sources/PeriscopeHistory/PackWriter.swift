/// Writes the block of `PackedDetails`; `PackReader` reads in the same order.
struct PackWriter {
    private(set) var bytes: [UInt8] = []
    private(set) var texts: [String] = []
    private let stacks: StackNumbers
    /// Where the texts of this part begin.
    private var part = 0

    /// The longest text that stands in the block though it might be shared: a reference takes as much.
    static let inlineBytes = 15
    /// How far back an equal text is looked for.
    private static let lookBack = 24

    init(stacks: StackNumbers) {
        self.stacks = stacks
        bytes.reserveCapacity(512)
        texts.reserveCapacity(24)
    }

    /// From here on no text of what was written before is referred to; where its own begin stands in the two bytes
    /// before it, so that a part can be searched alone.
    ///
    /// Returns where the part begins.
    mutating func beginPart() -> Int {
        part = texts.count
        let start = UInt16(clamping: part)
        bytes.append(UInt8(truncatingIfNeeded: start))
        bytes.append(UInt8(truncatingIfNeeded: start >> 8))
        return bytes.count
    }

    /// Seven bits a byte, lowest first.
    mutating func number(_ value: UInt64) {
        var rest = value
        while rest > 0x7f {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func count(_ value: Int) {
        number(UInt64(clamping: value))
    }

    /// The way from one number to another; short where they are near, in either direction.
    mutating func difference(_ value: UInt64, from base: UInt64) {
        let signed = Int64(bitPattern: value &- base)
        number(UInt64(bitPattern: (signed << 1) ^ (signed >> 63)))
    }

    /// A number that may be absent.
    mutating func optional(_ value: UInt64?) {
        bytes.append(value == nil ? 0 : 1)
        if let value { number(value) }
    }

    mutating func flags(_ flags: [Bool]) {
        var byte: UInt8 = 0
        for (position, flag) in flags.enumerated() where flag { byte |= 1 << UInt8(position) }
        bytes.append(byte)
    }

    /// A text that no other request is likely to have: stands in the block.
    mutating func ownText(_ text: String) {
        var text = text
        text.withUTF8 { buffer in
            number(UInt64(buffer.count) << 1)
            bytes.append(contentsOf: buffer)
        }
    }

    /// A text whose storage others share, or that is too long to copy.
    mutating func sharedText(_ text: String) {
        guard text.utf8.count > Self.inlineBytes else { return ownText(text) }
        let recent = max(part, texts.count - Self.lookBack)
        var position = texts.count
        while position > recent {
            position -= 1
            if texts[position] == text { return number(UInt64(position) << 1 | 1) }
        }
        number(UInt64(texts.count) << 1 | 1)
        texts.append(text)
    }

    /// A call stack's number, or where there is none an odd one and the hash.
    mutating func stack(_ hash: UInt64) {
        if let code = stacks.code(hash) { return number(code) }
        number(1)
        number(hash)
    }

    /// Four bytes, whatever the number.
    mutating func fixed(_ value: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    mutating func optionalText(_ text: String?) {
        bytes.append(text == nil ? 0 : 1)
        if let text { ownText(text) }
    }
}
