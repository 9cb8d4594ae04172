import Dispatch
import Foundation
import Periscope
import Synchronization
import Tracing

/// Requests that are open at once and burn in all the ways that a server does, on a number of threads.
struct TruthWorkload {
    static let kinds = ["A", "B", "C", "D"]

    let probe: Probe
    let ledger: TruthLedger
    let executor: TruthExecutor

    /// Requests of each kind, and all of them at once, until it is enough, or two minutes of CPU time are used.
    func run(until isEnough: () -> Bool) async {
        while !isEnough(), ledger.total < 120_000_000_000 {
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<16 {
                    // Half of them on threads of our own, half on the ones that Swift has.
                    if number % 2 == 0 {
                        group.addTask(executorPreference: executor) { await request(number % 4) }
                    } else {
                        group.addTask { await request(number / 4) }
                    }
                }
            }
        }
    }

    private func request(_ kind: Int) async {
        let name = Self.kinds[kind]
        let opening = RequestOpening(
            method: "GET", path: "/\(name)", route: CapturedRoute(route: "/\(name)"), start: probe.now())
        guard let recording = probe.openRequest(opening) else { return }
        await recording.bound {
            await work(kind)
        }
        recording.recorder.finish(RequestEnding(end: probe.now(), status: 200))
    }

    private func work(_ kind: Int) async {
        TruthBurners.plain[kind](4, ledger)
        await Task.yield()
        TruthBurners.plain[kind](2, ledger)
        await probe.span("spanned\(Self.kinds[kind])") {
            TruthBurners.spanned[kind](3, ledger)
            try? await Task.sleep(for: .milliseconds(1))
            TruthBurners.spanned[kind](1, ledger)
        }
        await traced(kind)
        await probe.span("child\(Self.kinds[kind])") {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        TruthBurners.child[kind](0.5, ledger)
                        await Task.yield()
                        TruthBurners.child[kind](0.5, ledger)
                    }
                }
            }
        }
        await ownerless()
        await Task.yield()
        TruthBurners.plain[kind](1, ledger)
    }

    private func traced(_ kind: Int) async {
        await withSpan("traced\(Self.kinds[kind])") { _ in
            TruthBurners.traced[kind](1.5, ledger)
            await Task.yield()
            TruthBurners.traced[kind](0.5, ledger)
        }
    }

    /// What a request begins and is not its own.
    private func ownerless() async {
        let detached = Task.detached {
            TruthBurners.detached(0.5, ledger)
            await Task.yield()
            TruthBurners.detached(0.5, ledger)
        }
        await detached.value
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            DispatchQueue.global().async {
                TruthBurners.block(1, ledger)
                continuation.resume()
            }
        }
    }
}

/// Runs tasks on threads of its own, so that there can be more of them than the machine has processors.
final class TruthExecutor: TaskExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var isDone = false
    }

    private let state = Mutex(State())
    private let waiting = DispatchSemaphore(value: 0)
    private let threads: Int

    init(threads: Int) {
        self.threads = threads
        for _ in 0..<threads { Thread.detachNewThread { self.work() } }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.append(job) }
        waiting.signal()
    }

    func stop() {
        state.withLock { $0.isDone = true }
        for _ in 0..<threads { waiting.signal() }
    }

    private func work() {
        while true {
            waiting.wait()
            let (job, isDone) = state.withLock { ($0.jobs.isEmpty ? nil : $0.jobs.removeFirst(), $0.isDone) }
            if let job { job.runSynchronously(on: asUnownedTaskExecutor()) } else if isDone { return }
        }
    }
}
