/// A `traceparent` header, as W3C Trace Context level 1 has it: `00-<trace id>-<parent id>-<flags>`.
package struct TraceParent: Sendable, Equatable {
    package let high: UInt64
    package let low: UInt64
    package let parent: UInt64

    package init(high: UInt64, low: UInt64, parent: UInt64) {
        self.high = high
        self.low = low
        self.parent = parent
    }

    /// Reads a header; nil where it is not one, or where an id is all zeros.
    ///
    /// Later versions may have more fields.
    package init?(_ header: String) {
        let parts = header.split(separator: "-", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0].utf8.count == 2, parts[0] != "ff", parts[0] != "00" || parts.count == 4,
            parts[1].utf8.count == 32, parts[2].utf8.count == 16, parts[3].utf8.count >= 2,
            let high = Self.hexadecimal(parts[1].prefix(16)), let low = Self.hexadecimal(parts[1].dropFirst(16)),
            let parent = Self.hexadecimal(parts[2]), high | low != 0, parent != 0
        else { return nil }
        self.init(high: high, low: low, parent: parent)
    }

    /// The header that hands the trace on, sampled.
    package var header: String {
        "00-\(Self.text(high))\(Self.text(low))-\(Self.text(parent))-01"
    }

    private static func hexadecimal(_ text: Substring) -> UInt64? {
        guard text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else { return nil }
        return UInt64(text, radix: 16)
    }

    private static func text(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
