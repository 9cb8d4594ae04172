import Dispatch
import Foundation
import Synchronization

/// Everything that goes on beside the sampler, each thing on a thread of its own, over and over.
final class ChurnJobs: Sendable {
    private struct State {
        var counts: [String: Int] = [:]
        var problem: String?
    }

    private let state = Mutex(State())
    private let isDone = Atomic<Bool>(false)
    private static let ownerless = Mutex<Set<UInt32>>([])
    private static let briefTime = Atomic<UInt64>(0)

    /// CPU time of threads that end before they are found, as most of them do; nanoseconds.
    static var timeOfBriefThreads: UInt64 { briefTime.load(ordering: .relaxed) }

    /// Whether a thread is one that never ran a task.
    static func isOwnerless(_ thread: UInt32) -> Bool { ownerless.withLock { $0.contains(thread) } }

    func start() {
        repeats("threads", pause: 0.02) { Self.threadsThatEnd() }
        repeats("tasks", pause: 0.01) { Self.tasks() }
        repeats("blocks", pause: 0.05) { Self.blocks() }
        repeats("forks", pause: 3) { try ChurnProcesses.fork() }
        repeats("programs", pause: 1) { try ChurnProcesses.spawn() }
        repeats("crashes", pause: 60) { try ChurnProcesses.crash() }
        repeats("objects", pause: 0.5) { try ChurnProcesses.object() }
        repeats("pipes", pause: 0.1) { try ChurnProcesses.pipe() }
    }

    func stop() { isDone.store(true, ordering: .relaxed) }

    /// Throws the first thing that went wrong.
    func check() throws {
        if let problem = state.withLock(\.problem) { throw BenchmarkFailure(problem) }
    }

    var summary: String {
        let counts = state.withLock(\.counts).sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        return (counts + ["\(ChurnSignals.count) SIGPROF of the app's own"]).joined(separator: ", ")
    }

    private func repeats(_ name: String, pause: Double, _ job: @escaping @Sendable () throws -> Void) {
        Thread.detachNewThread {
            while !self.isDone.load(ordering: .relaxed) {
                do { try job() } catch {
                    self.state.withLock { $0.problem = $0.problem ?? "\(name): \(error)" }
                    return
                }
                self.state.withLock { $0.counts[name, default: 0] += 1 }
                usleep(UInt32(pause * 1_000_000))
            }
        }
    }

    /// Uses CPU time on this thread.
    @inline(never)
    static func burn(milliseconds: Double) {
        let end = Stopwatch.threadCPU() + UInt64(milliseconds * 1_000_000)
        var number = 1
        while Stopwatch.threadCPU() < end {
            for step in 0..<1_000 { number = number &* 31 &+ step }
        }
        if number == 42 { print(number) }
    }

    private static func threadsThatEnd() {
        let group = DispatchGroup()
        for index in 0..<Int.random(in: 1...8) {
            group.enter()
            let thread = Thread {
                #if os(Linux)
                    let number = UInt32(truncatingIfNeeded: threadNumber())
                    ownerless.withLock { _ = $0.insert(number) }
                #endif
                burn(milliseconds: Double.random(in: 0...6))
                briefTime.wrappingAdd(Stopwatch.threadCPU(), ordering: .relaxed)
                group.leave()
            }
            thread.stackSize = [64 << 10, 1 << 20, 8 << 20][index % 3]
            thread.start()
        }
        group.wait()
    }

    private static func tasks() {
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<Int.random(in: 1...6) {
                    group.addTask { await ChurnRecording.$current.withValue(.make()) { await request() } }
                }
            }
            done.signal()
        }
        done.wait()
    }

    private static func request() async {
        burn(milliseconds: 0.5)
        await Task.yield()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    burn(milliseconds: 0.3)
                    await Task.yield()
                    burn(milliseconds: 0.3)
                }
            }
        }
        // Many short bindings: each is a change of the list that the handler reads.
        for _ in 0..<200 { await ChurnRecording.$current.withValue(.make()) { await Task.yield() } }
    }

    #if os(Linux)
        /// The kernel's number of this thread, which a sample has too.
        private static func threadNumber() -> pid_t {
            // `gettid` is not in Swift's module of glibc.
            guard let symbol = dlsym(nil, "gettid") else { return 0 }
            return unsafeBitCast(symbol, to: (@convention(c) () -> pid_t).self)()
        }
    #endif

    private static func blocks() {
        DispatchQueue.concurrentPerform(iterations: 4) { _ in burn(milliseconds: 0.5) }
    }
}
