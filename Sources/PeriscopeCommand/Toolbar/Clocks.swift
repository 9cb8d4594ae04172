import PeriscopeHistory

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The time that people read.
enum WallClock {
    /// Nanoseconds since 1970.
    static func now() -> UnixNanoseconds { read(CLOCK_REALTIME) }

    /// Seconds that local time is ahead of universal time, now.
    static func utcOffsetSeconds() -> Int {
        var seconds = time(nil)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return parts.tm_gmtoff
    }
}

/// The time that waiting is measured in.
enum MonotonicTime {
    /// Nanoseconds since some moment before the process began.
    static func now() -> Int64 { read(CLOCK_MONOTONIC) }
}

private func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
