#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the whole process has used by now, and who used it: two system calls, some 1 µs.
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

    /// What is so at this moment; what cannot be read is 0.
    static func now(_ census: (open: Int, begun: UInt64)) -> ProcessReading {
        ProcessReading(
            cpu: MonotonicClock.nanoseconds(CLOCK_PROCESS_CPUTIME_ID), resident: ResidentMemory.bytes,
            open: census.open, begun: census.begun)
    }
}
