/// A trace of its own for each request that is sent, by which the history's request is known.
struct SentTrace {
    /// 32 lower-case hexadecimal digits, never all zeros.
    let id: String
    /// As W3C Trace Context level 1 has it, sampled.
    let header: String

    init() {
        id = Self.text(UInt64.random(in: 1...UInt64.max)) + Self.text(UInt64.random(in: 0...UInt64.max))
        header = "00-\(id)-\(Self.text(UInt64.random(in: 1...UInt64.max)))-01"
    }

    private static func text(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
