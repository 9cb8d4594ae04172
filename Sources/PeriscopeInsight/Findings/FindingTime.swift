/// Durations and counts in the sentences about findings.
///
/// Only milliseconds and seconds, in ASCII, with as many digits as one acts on: `0.04 ms`, `3.1 ms`, `48 ms`, `1.2 s`.
enum FindingTime {
    static func words(_ nanoseconds: UInt64) -> String {
        let parts = split(nanoseconds)
        return parts.number + " " + parts.unit
    }

    /// A part of a whole, without the unit where it is the same: `48 ms, 47 of them avoidable`.
    static func words(_ part: UInt64, of whole: UInt64) -> String {
        let parts = split(part)
        return parts.unit == split(whole).unit ? parts.number : parts.number + " " + parts.unit
    }

    /// With a comma every three digits.
    static func count(_ count: some BinaryInteger) -> String {
        let digits = Array(String(count))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3), digits[index - 1] != "-" { text += "," }
            text.append(digit)
        }
        return text
    }

    private static func split(_ nanoseconds: UInt64) -> (number: String, unit: String) {
        switch nanoseconds {
        case 0: ("0", "ms")
        case ..<95_000: (decimal(nanoseconds, unit: 1_000_000, digits: 2), "ms")
        case ..<9_950_000: (decimal(nanoseconds, unit: 1_000_000, digits: 1), "ms")
        case ..<999_500_000: (decimal(nanoseconds, unit: 1_000_000, digits: 0), "ms")
        case ..<99_950_000_000: (decimal(nanoseconds, unit: 1_000_000_000, digits: 1), "s")
        default: (decimal(nanoseconds, unit: 1_000_000_000, digits: 0), "s")
        }
    }

    /// Rounded, but never to nothing: what took a microsecond took 0.01 ms.
    private static func decimal(_ value: UInt64, unit: UInt64, digits: Int) -> String {
        let scale: UInt64 = digits == 0 ? 1 : digits == 1 ? 10 : 100
        let step = unit / scale
        let rounded = max(1, value / step + (value % step >= step / 2 ? 1 : 0))
        guard digits > 0 else { return count(rounded) }
        let rest = String(rounded % scale)
        return count(rounded / scale) + "." + String(repeating: "0", count: digits - rest.utf8.count) + rest
    }
}
