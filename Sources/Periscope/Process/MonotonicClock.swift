#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Counts nanoseconds from an anchor, on a clock that nobody sets.
struct MonotonicClock: Sendable {
    /// The anchor on the system's monotonic clock.
    private let anchor: UInt64
    /// The anchor in wall-clock time, nanoseconds since 1970.
    let anchorUnix: Int64

    init() {
        anchor = Self.nanoseconds(CLOCK_MONOTONIC)
        anchorUnix = Int64(clamping: Self.nanoseconds(CLOCK_REALTIME))
    }

    /// Nanoseconds since the anchor; about 25 ns.
    func now() -> UInt64 {
        let now = Self.nanoseconds(CLOCK_MONOTONIC)
        return now > anchor ? now - anchor : 0
    }

    /// Where a wall-clock time lies on this clock, as seen from now, so that a step of the wall clock does no harm.
    ///
    /// Within a millisecond of now it is now: two clocks cannot be read at once.
    func time(ofUnixNanoseconds unix: UInt64) -> UInt64 {
        let now = now()
        let wall = Self.nanoseconds(CLOCK_REALTIME)
        if unix <= wall {
            let age = wall - unix
            return age < 1_000_000 ? now : (age < now ? now - age : 0)
        }
        let ahead = unix - wall
        return ahead < 1_000_000 ? now : now.addingReportingOverflow(ahead).partialValue
    }

    /// Reads one of the system's clocks.
    static func nanoseconds(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        guard clock_gettime(clock, &time) == 0, time.tv_sec >= 0 else { return 0 }
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(clamping: time.tv_nsec)
    }
}
