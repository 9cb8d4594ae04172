/// Totals of a source since the process started, but for the threads.
package struct SampleFigures: Sendable, Equatable {
    /// Samples that found no room.
    package var lost: UInt64 = 0
    /// Time in the signal handler, nanoseconds.
    package var handlerTime: UInt64 = 0
    /// Threads that are sampled, and threads that the system refused a timer.
    package var threads: UInt32 = 0
    package var refused: UInt32 = 0
    /// Threads that block the signals that the sampler uses.
    package var blocked: UInt32 = 0

    package init() {}
}
