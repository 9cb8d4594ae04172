import NIOCore
import NIOPosix
import PeriscopeWire
import Synchronization
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A viewer's end of the socket, made of the wire's own parts: it keeps all that a probe sends, raw and read.
final class TestHub: Sendable {
    private struct Waiter {
        let id: UInt64
        let isDone: @Sendable (HubLog) -> Bool
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var log = HubLog()
        var waiters: [Waiter] = []
        var channels: [any Channel] = []
    }

    let path: String
    private let group = MultiThreadedEventLoopGroup.singleton
    private let server = Mutex<(any Channel)?>(nil)
    private let state = Mutex(State())

    private init(path: String) {
        self.path = path
    }

    /// A path that nobody uses, short enough for a socket.
    static func freshPath() -> String {
        "/tmp/probe-\(getpid())-\(UInt32.random(in: .min ... .max)).sock"
    }

    /// Listens, and answers each hello as a hub does unless told otherwise.
    static func listening(
        at path: String = freshPath(), reading: Bool = true, reply: Reply = .hello
    ) async throws -> TestHub {
        let hub = TestHub(path: path)
        let server = try await ServerBootstrap(group: hub.group)
            .childChannelOption(.autoRead, value: reading)
            .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 65_536))
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(HubHandler(hub, reply: reply))
                }
            }
            .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
        hub.server.withLock { $0 = server }
        return hub
    }

    /// What a hub says to a server that greets it.
    enum Reply: Sendable {
        case hello
        case nothing
        case refusal
    }

    /// What has come so far.
    var log: HubLog { state.withLock { $0.log } }

    /// Returns as soon as what has come satisfies the condition, or, failing the test, after 25 seconds.
    func until(
        _ isDone: @escaping @Sendable (HubLog) -> Bool, sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        let id = UInt64.random(in: .min ... .max)
        let timeout = group.next().scheduleTask(in: .seconds(25)) { self.giveUp(id, sourceLocation) }
        await withCheckedContinuation { continuation in
            let isDoneNow = state.withLock { state in
                if isDone(state.log) { return true }
                state.waiters.append(Waiter(id: id, isDone: isDone, continuation: continuation))
                return false
            }
            if isDoneNow { continuation.resume() }
        }
        timeout.cancel()
    }

    private func giveUp(_ id: UInt64, _ sourceLocation: SourceLocation) {
        let waiter = state.withLock { state -> Waiter? in
            guard let index = state.waiters.firstIndex(where: { $0.id == id }) else { return nil }
            return state.waiters.remove(at: index)
        }
        guard let waiter else { return }
        let log = log
        Issue.record(
            """
            It did not come in 25 seconds. \(log.connections) connections, \(log.hellos.count) hellos, \
            \(log.batches) batches, \(log.failures), paths \(log.requests.values.map(\.head.path).sorted())
            """, sourceLocation: sourceLocation)
        waiter.continuation.resume()
    }

    /// The request of this path, once it has ended.
    func ended(_ path: String, sourceLocation: SourceLocation = #_sourceLocation) async -> SeenRequest {
        await until({ $0.request(path)?.end != nil }, sourceLocation: sourceLocation)
        return log.request(path) ?? SeenRequest()
    }

    /// Ends all connections, as a viewer that is killed does; goes on listening.
    func dropConnections() {
        let channels = state.withLock { state in
            defer { state.channels = [] }
            return state.channels
        }
        for channel in channels { channel.close(promise: nil) }
    }

    /// Asks all servers that are connected for a plan.
    func ask(_ question: WirePlanRequest) {
        var envelope = WireEnvelope()
        envelope.planRequest = question
        send(envelope)
    }

    /// Turns the profiler of all servers that are connected on or off.
    func profile(_ isOn: Bool) {
        var envelope = WireEnvelope()
        envelope.profileRequest.on = isOn
        send(envelope)
    }

    private func send(_ envelope: WireEnvelope) {
        guard let bytes = try? WireFrame.encode(envelope) else { return }
        for channel in state.withLock({ $0.channels }) {
            channel.writeAndFlush(channel.allocator.buffer(bytes: bytes), promise: nil)
        }
    }

    /// Begins to read, after `reading: false`.
    func read() {
        for channel in state.withLock({ $0.channels }) {
            channel.setOption(.autoRead, value: true).whenSuccess { channel.read() }
        }
    }

    /// Stops reading.
    func pause() {
        for channel in state.withLock({ $0.channels }) { _ = channel.setOption(.autoRead, value: false) }
    }

    func stop() async {
        dropConnections()
        try? await server.withLock { $0 }?.close()
        unlink(path)
    }

    fileprivate func opened(_ channel: any Channel) {
        change {
            $0.channels.append(channel)
            $0.log.connections += 1
        }
    }

    fileprivate func closed() {
        change { $0.log.disconnections += 1 }
    }

    fileprivate func received(_ bytes: [UInt8], _ events: [WireEvent]) {
        change { state in
            state.log.raw += bytes
            for event in events { state.log.add(event) }
        }
    }

    private func change(_ body: (inout State) -> Void) {
        let done = state.withLock { state -> [Waiter] in
            body(&state)
            let log = state.log
            let done = state.waiters.filter { $0.isDone(log) }
            state.waiters.removeAll { $0.isDone(log) }
            return done
        }
        for waiter in done { waiter.continuation.resume() }
    }
}

private final class HubHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let hub: TestHub
    private let reply: TestHub.Reply
    private var session = WireSession(role: .hub)

    init(_ hub: TestHub, reply: TestHub.Reply) {
        self.hub = hub
        self.reply = reply
    }

    func channelActive(context: ChannelHandlerContext) {
        hub.opened(context.channel)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = Array(unwrapInboundIn(data).readableBytesView)
        let events = session.receive(bytes)
        for case .hello in events { answer(context) }
        hub.received(bytes, events)
    }

    func channelInactive(context: ChannelHandlerContext) {
        hub.closed()
    }

    private func answer(_ context: ChannelHandlerContext) {
        var bytes: [UInt8] = []
        switch reply {
        case .nothing: return
        case .refusal: bytes = WireFrame.goodbye("Another version.", refused: true)
        case .hello:
            var envelope = WireEnvelope()
            envelope.hello = WireFrame.hello(role: .hub)
            bytes = (try? WireFrame.encode(envelope)) ?? []
        }
        context.writeAndFlush(NIOAny(context.channel.allocator.buffer(bytes: bytes)), promise: nil)
    }
}
