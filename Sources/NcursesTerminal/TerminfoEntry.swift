/// A terminal's description, as ncurses compiles them: names in standard order, then names of its own.
///
/// The toolbar makes one to get 24-bit colour: entries with direct colour are seldom installed, and ncurses can take a
/// description from `$TERMINFO` in base64. It is the terminal's own description with other colours, so keys stay right.
struct TerminfoEntry: Equatable, Sendable {
    var name: String
    var flags: [Bool]
    /// Negative for absent.
    var numbers: [Int32]
    /// Nil for absent.
    ///
    /// Bytes, since a capability is no text.
    var strings: [[UInt8]?]
    var ownFlags: [String]
    var ownStrings: [(name: String, value: [UInt8])]

    static func == (left: TerminfoEntry, right: TerminfoEntry) -> Bool {
        left.bytes() == right.bytes()
    }

    /// The compiled form with 32-bit numbers, see term(5).
    func bytes() -> [UInt8] {
        let names = Array(name.utf8) + [0]
        var table = StringTable()
        let offsets = strings.map { table.add($0) }
        var result: [UInt8] = []
        for value in [Self.magic, names.count, flags.count, numbers.count, offsets.count, table.bytes.count] {
            Self.append16(value, to: &result)
        }
        result += names
        result += flags.map { $0 ? 1 : 0 }
        if result.count % 2 == 1 { result.append(0) }
        for number in numbers { Self.append32(number, to: &result) }
        for offset in offsets { Self.append16(offset, to: &result) }
        result += table.bytes
        if result.count % 2 == 1 { result.append(0) }
        return result + ownBytes()
    }

    /// The part with names of its own: values first, then the names of flags and strings.
    private func ownBytes() -> [UInt8] {
        var values = StringTable()
        let valueOffsets = ownStrings.map { values.add($0.value) }
        var names = StringTable()
        let nameOffsets = (ownFlags + ownStrings.map(\.name)).map { names.add(Array($0.utf8)) }
        var result: [UInt8] = []
        let count = valueOffsets.count + nameOffsets.count
        for value in [ownFlags.count, 0, ownStrings.count, count, values.bytes.count + names.bytes.count] {
            Self.append16(value, to: &result)
        }
        result += ownFlags.map { _ in 1 }
        if result.count % 2 == 1 { result.append(0) }
        for offset in valueOffsets + nameOffsets { Self.append16(offset, to: &result) }
        return result + values.bytes + names.bytes
    }

    /// As `$TERMINFO` takes it: `b64:` and the description.
    func base64() -> String {
        "b64:" + Base64.encode(bytes())
    }

    private static let magic = 0o1036

    private static func append16(_ value: Int, to bytes: inout [UInt8]) {
        bytes.append(UInt8(truncatingIfNeeded: value))
        bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    }

    private static func append32(_ value: Int32, to bytes: inout [UInt8]) {
        append16(Int(value), to: &bytes)
        append16(Int(value >> 16), to: &bytes)
    }

    private struct StringTable {
        var bytes: [UInt8] = []

        /// The offset, −1 for absent.
        mutating func add(_ value: [UInt8]?) -> Int {
            guard let value else { return -1 }
            defer { bytes += value + [0] }
            return bytes.count
        }
    }
}
