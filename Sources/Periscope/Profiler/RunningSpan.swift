import CPeriscope

/// Says which span a thread is in, where work goes on between two calls of a library's and no task-local says so: a
/// statement from its first step to its last.
///
/// One for each thing that runs one at a time, such as a database connection. Costs a few nanoseconds a call and takes
/// no lock; the profiler's samples are the only ones to ask. `@unchecked Sendable` because all that changes is atomic.
package final class RunningSpan: @unchecked Sendable {
    private let place: OpaquePointer?

    package init() {
        place = periscope_running_span_take()
    }

    deinit {
        if let place { periscope_running_span_give_back(place) }
    }

    /// The calling thread is in this span of its request from now on.
    package func enter(_ span: UInt64, of recording: Recording) {
        guard let place, span != 0 else { return }
        periscope_running_span_enter(place, recording.recorder.id, span)
    }

    /// Whichever thread was in it is so no more.
    package func leave(_ span: UInt64) {
        guard let place, span != 0 else { return }
        periscope_running_span_leave(place, span)
    }
}
