import NIOCore
import PeriscopeWire

// The profiler decides, and the loop has the timers.
extension Uplink {
    /// A person at the viewer wants the profiler on, or off.
    func asked(_ request: WireProfileRequest) {
        guard machine.isFlowing else { return }
        perform(core.profiler.asked(request.on))
        // At once, so that the person sees what became of it.
        sample()
    }

    func perform(_ order: Profiler.Order) {
        switch order {
        case .none: break
        case .testKeys: testKeys()
        case .run:
            let interval = TimeAmount.milliseconds(Profiler.tickMilliseconds)
            profiling?.cancel()
            profiling = loop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in
                self.core.profiler.tick()
            }
            sample()
        case .rest:
            profiling?.cancel()
            profiling = nil
            sample()
        }
    }

    /// In a task, since the loop must not wait.
    private func testKeys() {
        Task {
            let keys = await SamplerKeys.tested()
            self.onLoop {
                let order = self.core.profiler.prepared(keys)
                if case .run = order { return self.perform(order) }
                // It failed; the viewer is told why.
                self.sample()
            }
        }
    }
}
