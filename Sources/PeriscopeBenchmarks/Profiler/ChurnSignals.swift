import Foundation
import Synchronization

/// An app's own use of SIGPROF, which goes on beside the sampler's.
enum ChurnSignals {
    private static let received = Atomic<Int>(0)
    static var count: Int { received.load(ordering: .relaxed) }

    /// Handles SIGPROF, and asks the kernel for one each 50 ms of the process's CPU time.
    static func install() {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in ChurnSignals.received.wrappingAdd(1, ordering: .relaxed) }
        action.sa_flags = SA_RESTART
        sigaction(SIGPROF, &action, nil)
        let interval = timeval(tv_sec: 0, tv_usec: 50_000)
        var timer = itimerval(it_interval: interval, it_value: interval)
        setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
    }
}
