import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the whole process has used by now, and who used it.
///
/// Resident memory is as exact as the kernel's count, which may lag by some dozen pages for each core.
package struct ProcessReading: Sendable {
    /// CPU time of all threads, also of those that have ended; nanoseconds.
    package var cpu: UInt64
    package var resident: UInt64
    /// Requests that are open, and requests that were begun since the probe was made.
    package var open: Int
    package var begun: UInt64

    package init(cpu: UInt64, resident: UInt64, open: Int, begun: UInt64) {
        self.cpu = cpu
        self.resident = resident
        self.open = open
        self.begun = begun
    }

    /// What is so now, or was less than a millisecond ago; what cannot be read is 0.
    ///
    /// Two system calls, some 5 µs, at most once a millisecond in the whole process: a request that is over sooner has
    /// used too little to be told from the others' use, and would pay most for knowing.
    static func now(_ census: (open: Int, begun: UInt64)) -> ProcessReading {
        let figures = figures()
        return ProcessReading(
            cpu: figures.cpu, resident: figures.resident, open: census.open, begun: census.begun)
    }

    private struct Figures {
        /// Nanoseconds of the monotonic clock; 0 before the first time.
        var readAt: UInt64 = 0
        var cpu: UInt64 = 0
        var resident: UInt64 = 0
    }

    private static let staleness: UInt64 = 1_000_000
    private static let last = Mutex(Figures())

    private static func figures() -> Figures {
        let time = MonotonicClock.nanoseconds(CLOCK_MONOTONIC)
        let known = last.withLock { last -> Figures? in
            guard last.readAt == 0 || time &- last.readAt >= staleness else { return last }
            // Whoever comes while it is read takes what was known before, and waits for nobody; not the first time.
            if last.cpu != 0 { last.readAt = time }
            return nil
        }
        if let known { return known }
        let read = Figures(
            readAt: time, cpu: MonotonicClock.nanoseconds(CLOCK_PROCESS_CPUTIME_ID), resident: ResidentMemory.bytes)
        last.withLock { $0 = read }
        return read
    }
}
