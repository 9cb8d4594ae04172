import PeriscopeHub
import PeriscopeWire
import Synchronization

/// A hub, its inbox, and the loop that takes from it when it is woken.
final class TestViewer {
    let hub: Hub
    let inbox: HubInbox
    private var events: [HubEvent] = []
    private var wakes: AsyncStream<Void>.Iterator

    init(
        _ path: String, allowedUIDs: Set<UInt32> = [], capacity: Int = 4096,
        _ configure: (inout HubOptions) -> Void = { _ in }
    ) {
        var options = HubOptions()
        configure(&options)
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        inbox = HubInbox(capacity: capacity) { continuation.yield() }
        hub = Hub(
            path: SocketPath(path: path, origin: .option), allowedUIDs: allowedUIDs, inbox: inbox, options: options)
        wakes = stream.makeAsyncIterator()
    }

    /// Starts, and gives itself back.
    func started() throws -> TestViewer {
        try hub.start()
        return self
    }

    deinit { hub.stop() }

    /// The first event that `body` makes something of; those before it are gone.
    func next<R>(_ body: (HubEvent) -> R?) async -> R? {
        while true {
            while !events.isEmpty {
                if let found = body(events.removeFirst()) { return found }
            }
            events = inbox.take()
            if events.isEmpty, await wakes.next(isolation: #isolation) == nil { return nil }
        }
    }

    func connected() async -> (app: UInt64, hello: WireHello, strings: [String])? {
        await next {
            if case .appConnected(let app, let hello, let strings, _, _, _, _) = $0 {
                (app, hello, strings)
            } else {
                nil
            }
        }
    }

    func stacks() async -> [WireCallStack]? {
        await next { if case .appConnected(_, _, _, let stacks, _, _, _) = $0 { stacks } else { nil } }
    }

    func sampled() async -> (modules: [WireModule], nodes: WireProfileNodes)? {
        await next {
            if case .appConnected(_, _, _, _, let modules, let nodes, _) = $0 { (modules, nodes) } else { nil }
        }
    }

    func executable() async -> ServerExecutable?? {
        await next { if case .appConnected(_, _, _, _, _, _, let executable) = $0 { .some(executable) } else { nil } }
    }

    func plan() async -> (app: UInt64, answer: WirePlanAnswer)? {
        await next { if case .planAnswer(let app, let answer) = $0 { (app, answer) } else { nil } }
    }

    func batch() async -> (app: UInt64, batch: WireBatch)? {
        await next { if case .batch(let app, let batch) = $0 { (app, batch) } else { nil } }
    }

    func disconnected() async -> (app: UInt64, reason: String, isOrderly: Bool)? {
        await next {
            if case .appDisconnected(let app, let reason, let orderly) = $0 { (app, reason, orderly) } else { nil }
        }
    }

    func refused() async -> String? {
        await next { if case .refused(let reason) = $0 { reason } else { nil } }
    }

    func roleChanged() async -> HubRole? {
        await next { if case .roleChanged(let role) = $0 { role } else { nil } }
    }
}
