import NIOCore
import NIOPosix
import PeriscopeUI
import Synchronization

/// Sends a request again, one after the other, and tells what became of each.
final class SendDesk: Sendable {
    private struct State {
        var news: [SendingNews] = []
        var task: Task<Void, Never>?
    }

    /// After so many without an answer, one after the other, nobody is there.
    private static let mostFailures = 3

    private let state = Mutex(State())
    private let wake: @Sendable () -> Void

    init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
    }

    func takeNews() -> [SendingNews] {
        state.withLock { state in
            defer { state.news = [] }
            return state.news
        }
    }

    /// One sending at a time: another that is under way is stopped.
    func start(_ wish: SendAgain) {
        stop()
        // Unstructured, because the loop can't await; `stop` cancels it, and it is bounded in number and time.
        let task = Task.detached { await self.run(wish) }
        state.withLock { $0.task = task }
    }

    func stop() {
        state.withLock { $0.task }?.cancel()
    }

    private func run(_ wish: SendAgain) async {
        var failures = 0
        for _ in 0..<wish.times where failures < Self.mostFailures && !Task.isCancelled {
            let trace = SentTrace()
            tell(.sent(traceID: trace.id))
            do {
                let status = try await HTTPExchange(group: MultiThreadedEventLoopGroup.singleton)
                    .send(wish.outgoing, traceparent: trace.header)
                tell(.answered(status: status))
                failures = 0
            } catch {
                if Task.isCancelled { break }
                tell(.failed("\(error)"))
                failures += 1
            }
        }
        tell(.ended)
    }

    private func tell(_ news: SendingNews) {
        state.withLock { $0.news.append(news) }
        wake()
    }
}
