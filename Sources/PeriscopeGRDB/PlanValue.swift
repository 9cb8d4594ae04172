import GRDBSQLite
import Periscope
import PeriscopeWire

/// Binds values as they were when the statement ran, since a plan may depend on them; SQLite reads them, no more.
enum PlanValue {
    /// Makes SQLite copy what it is given.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    static func bind(_ value: CapturedValue, to statement: OpaquePointer, at index: Int32) {
        switch value.kind {
        case .integer:
            if let number = Int64(value.text) {
                sqlite3_bind_int64(statement, index, number)
            } else {
                bind(real: value.text, to: statement, at: index)
            }
        case .real: bind(real: value.text, to: statement, at: index)
        case .text: sqlite3_bind_text(statement, index, value.text, Int32(clamping: value.text.utf8.count), copied)
        case .blob:
            guard let bytes = bytes(ofLiteral: value.text) else { return }
            sqlite3_bind_blob(statement, index, bytes, Int32(clamping: bytes.count), copied)
        case .null, .other, .UNRECOGNIZED(_): break
        }
    }

    /// What is no number stays NULL.
    private static func bind(real text: String, to statement: OpaquePointer, at index: Int32) {
        if let number = Double(text) { sqlite3_bind_double(statement, index, number) }
    }

    /// The bytes of x'…'; nil where it is something else.
    static func bytes(ofLiteral text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count >= 3, digits.count % 2 == 1, digits[0] | 0x20 == UInt8(ascii: "x"),
            digits[1] == UInt8(ascii: "'"), digits.last == UInt8(ascii: "'")
        else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        for index in stride(from: 2, to: digits.count - 1, by: 2) {
            guard let high = nibble(digits[index]), let low = nibble(digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
