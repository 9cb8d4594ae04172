/// Ids as OpenTelemetry writes them: lower-case hexadecimal digits, 16 for a span and 32 for a trace.
enum Hexadecimal {
    /// Sixteen digits.
    static func text(_ value: UInt64) -> String {
        String(unsafeUninitializedCapacity: 16) { buffer in
            for position in 0..<16 { buffer[position] = digit(value >> UInt64(60 - 4 * position)) }
            return 16
        }
    }

    /// The digit of the lowest four bits.
    static func digit(_ value: UInt64) -> UInt8 {
        let low = UInt8(truncatingIfNeeded: value & 15)
        return low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10
    }

    /// One to sixteen digits, of either case.
    static func value(_ text: some StringProtocol) -> UInt64? {
        guard (1...16).contains(text.utf8.count) else { return nil }
        var value: UInt64 = 0
        for byte in text.utf8 {
            guard let digit = nibble(byte) else { return nil }
            value = value << 4 | digit
        }
        return value
    }

    /// Thirty-two digits, of either case.
    static func pair(_ text: String) -> (UInt64, UInt64)? {
        guard text.utf8.count == 32, text.unicodeScalars.allSatisfy(\.isASCII) else { return nil }
        guard let high = value(text.prefix(16)), let low = value(text.suffix(16)) else { return nil }
        return (high, low)
    }

    static func nibble(_ byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
