import PeriscopeHistory

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Wall-clock times as people read them.
enum ClockText {
    /// The local time of day with milliseconds, `12:04:31.208`.
    static func time(_ at: UnixNanoseconds) -> String {
        var seconds = time_t(at / 1_000_000_000)
        var parts = tm()
        localtime_r(&seconds, &parts)
        let milliseconds = Int(at / 1_000_000 % 1000)
        let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { padded(Int($0), to: 2) }
        return clock.joined(separator: ":") + "." + padded(milliseconds, to: 3)
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
