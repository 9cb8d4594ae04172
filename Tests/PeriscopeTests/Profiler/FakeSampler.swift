import Periscope
import Synchronization

/// A sampler whose samples a test makes up.
final class FakeSampler: SampleSource, Sendable {
    struct Stack: Sendable {
        var request: UInt64 = 0
        var span: UInt64 = 0
        var periods: UInt32 = 1
        var frames: [UInt64] = [0x11_0002, 0x11_0001]
    }

    struct State: Sendable {
        var waiting: [Stack] = []
        var period: UInt64 = 0
        var starts = 0
        var stops = 0
        /// What the next start returns.
        var code: Int32 = 0
        var figures = SampleFigures()
    }

    private let state = Mutex(State())

    var period: UInt64 { state.withLock { $0.period } }
    var figures: SampleFigures { state.withLock { $0.figures } }
    var seen: State { state.withLock { $0 } }

    /// A thread's time is up.
    func take(_ stack: Stack) {
        state.withLock { $0.waiting.append(stack) }
    }

    func change(_ body: @Sendable (inout State) -> Void) {
        state.withLock { body(&$0) }
    }

    func start(period: UInt64, keys: SamplerKeys) -> Int32 {
        state.withLock { state in
            state.starts += 1
            state.period = state.code == 0 ? period : 0
            return state.code
        }
    }

    func stop() {
        state.withLock { state in
            state.stops += 1
            state.period = 0
        }
    }

    func scan() -> [SampledObject]? { [.shop, .sqlite, .libc] }

    func drain(_ body: (StackSample) -> Void) {
        let stacks = state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
        for stack in stacks {
            stack.frames.withUnsafeBufferPointer { frames in
                body(
                    StackSample(
                        request: stack.request, span: stack.span, periods: stack.periods,
                        physical: stack.frames.count, frames: frames))
            }
        }
    }
}
