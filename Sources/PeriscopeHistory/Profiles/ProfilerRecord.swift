internal import PeriscopeWire

/// A server's profiler as the server told it last: counts are totals since the process started.
package struct ProfilerRecord: Sendable, Equatable {
    package var isOn = false
    /// CPU time between two samples of a thread, nanoseconds.
    package var period: UInt64 = 0
    /// Why it cannot be on; empty where it can.
    package var problem = ""
    package var samples: UInt64 = 0
    package var lost: UInt64 = 0
    /// Of the samples, those that belong to no request.
    package var outside: UInt64 = 0
    /// Nanoseconds in the signal handler, and, by the probe's own thread, in sorting samples.
    package var handlerTime: UInt64 = 0
    package var sortingTime: UInt64 = 0
    package var threads = 0
    /// The server's environment turned it on, so that a viewer cannot turn it off.
    package var isByEnvironment = false

    package init() {}
}

extension ProfilerRecord {
    /// What a person reads of a problem.
    private static let problemCharacters = 1_000

    init(_ wire: WireProfilerState) {
        isOn = wire.on
        period = wire.periodNs
        problem = String(wire.problem.prefix(Self.problemCharacters))
        samples = wire.samples
        lost = wire.lost
        outside = wire.outside
        handlerTime = wire.handlerNs
        sortingTime = wire.sortingNs
        threads = Int(wire.threads)
        isByEnvironment = wire.byEnvironment
    }
}
