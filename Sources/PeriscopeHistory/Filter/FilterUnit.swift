/// What a number of a filter is counted in.
package enum FilterUnit: Sendable, Equatable {
    /// Nanoseconds; without a unit the text means milliseconds.
    case milliseconds
    /// Nanoseconds; without a unit the text means seconds.
    case seconds
    case bytes
    case count
    /// Three digits; fewer, or an `x`, stand for any: `5xx`, `5`, `40`.
    case status
    /// Of a log line, by its name.
    case level

    /// What a suffix multiplies by; nil for one that is none here.
    func factor(_ suffix: String) -> UInt64? {
        switch self {
        case .milliseconds: suffix.isEmpty ? 1_000_000 : Self.durations[suffix]
        case .seconds: suffix.isEmpty ? 1_000_000_000 : Self.durations[suffix]
        case .bytes: suffix.isEmpty ? 1 : Self.sizes[suffix]
        case .count: suffix.isEmpty ? 1 : Self.counts[suffix]
        case .status, .level: suffix.isEmpty ? 1 : nil
        }
    }

    private static let durations: [String: UInt64] = [
        "ns": 1, "us": 1_000, "µs": 1_000, "μs": 1_000, "ms": 1_000_000, "s": 1_000_000_000,
        "sec": 1_000_000_000, "m": 60_000_000_000, "min": 60_000_000_000, "h": 3_600_000_000_000,
        "d": 86_400_000_000_000,
    ]
    /// As sizes stand on screen: a kB is 1,000 bytes.
    private static let sizes: [String: UInt64] = [
        "b": 1, "k": 1_000, "kb": 1_000, "m": 1_000_000, "mb": 1_000_000, "g": 1_000_000_000, "gb": 1_000_000_000,
        "kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30,
    ]
    private static let counts: [String: UInt64] = ["k": 1_000, "m": 1_000_000]

    /// What may be written, for a message.
    var words: String {
        switch self {
        case .milliseconds: "a number with ns, us, ms, s, m or h, such as 100 or 1.5s"
        case .seconds: "a number with s, m, h or d, such as 5m"
        case .bytes: "a number with k, kb, mb, kib …, such as 10k"
        case .count: "a number, such as 20"
        case .status: "a status such as 404, 5xx or 200..299"
        case .level: Self.levels.joined(separator: ", ")
        }
    }

    /// By their numbers on the wire.
    package static let levels = ["trace", "debug", "info", "notice", "warning", "error", "critical"]
}
