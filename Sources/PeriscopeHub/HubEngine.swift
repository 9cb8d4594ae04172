import NIOCore
import NIOPosix
import PeriscopeWire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Gets the hub its role, and a new one when the hub it reads from goes away.
///
/// Lives on the hub's thread.
final class HubEngine {
    private let core: HubCore
    private let group: MultiThreadedEventLoopGroup
    private let path: String
    private let socketMode: mode_t
    private let onRole: (HubRole) -> Void

    private var claim: SocketClaim?
    private var listener: (any Channel)?
    private var retry: Scheduled<Void>?
    private var isStopped = false
    /// The last thing that went wrong while seeking a hub, so that it is said once.
    private var lastProblem: String?

    init(
        _ core: HubCore, group: MultiThreadedEventLoopGroup, path: String, socketMode: mode_t,
        onRole: @escaping (HubRole) -> Void
    ) {
        self.core = core
        self.group = group
        self.path = path
        self.socketMode = socketMode
        self.onRole = onRole
    }

    /// Takes what an attempt on the socket gave.
    ///
    /// Completes when servers can connect, or when the hub has said hello.
    func assume(_ outcome: SocketClaim.Outcome, _ done: @escaping (Result<HubRole, HubError>) -> Void) {
        switch outcome {
        case .ours(let claim, let descriptor): listen(claim, descriptor, done)
        case .live(let descriptor): read(descriptor, done)
        case .busy: done(.failure(.busy(path: path)))
        }
    }

    func resume() { core.resume() }

    func ask(_ request: WirePlanRequest, of app: UInt64) { core.ask(request, of: app, for: .ourselves) }

    func profile(_ isOn: Bool, of app: UInt64) { core.profile(isOn, of: app, for: .ourselves) }

    func stop() {
        isStopped = true
        retry?.cancel()
        listener?.close(promise: nil)
        claim?.release()
        claim = nil
        core.stop()
    }

    // MARK: Listening

    private func listen(
        _ claim: SocketClaim, _ descriptor: Int32, _ done: @escaping (Result<HubRole, HubError>) -> Void
    ) {
        self.claim = claim
        let core = NIOLoopBound(core, eventLoop: core.eventLoop)
        let bootstrap = ServerBootstrap(group: group)
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelOption(
                .recvAllocator, value: AdaptiveRecvByteBufferAllocator(minimum: 1024, initial: 4096, maximum: 65_536)
            )
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(HubConnection(core.value))
                }
            }
        bootstrap.withBoundSocket(descriptor).hop(to: core.value.eventLoop).assumeIsolated().whenComplete { result in
            self.listening(result, done)
        }
    }

    private func listening(
        _ result: Result<any Channel, any Error>, _ done: (Result<HubRole, HubError>) -> Void
    ) {
        switch result {
        case .success(let channel):
            listener = channel
            if isStopped { channel.close(promise: nil) }
            done(.success(.listening(path: path)))
        case .failure(let error):
            claim?.release()
            claim = nil
            done(.failure(.unavailable(path: path, reason: "\(error)")))
        }
    }

    // MARK: Reading

    private func read(_ descriptor: Int32, _ done: @escaping (Result<HubRole, HubError>) -> Void) {
        let peer = core.options.peer(descriptor)
        guard let peer, core.policy.allows(peer.uid) else {
            close(descriptor)
            return done(.failure(.socketOfAnotherUser(path: path, uid: peer?.uid ?? .max)))
        }
        let connection = ReaderConnection(
            core, path: path, pid: peer.pid, attached: { done($0.map { .reading(path: self.path) }) },
            lost: { self.lostHub($0) })
        core.setUpstream(connection)
        let bound = NIOLoopBound(connection, eventLoop: core.eventLoop)
        ClientBootstrap(group: group)
            .channelOption(.autoRead, value: false)
            .channelOption(.maxMessagesPerRead, value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(bound.value)
                }
            }
            .withConnectedSocket(descriptor)
            .hop(to: core.eventLoop).assumeIsolated()
            .whenFailure { error in
                bound.value.end(.unavailable(path: bound.value.path, reason: "\(error)"))
            }
    }

    private func lostHub(_ reason: String) {
        core.setUpstream(nil)
        core.notice("The viewer that owns the socket is no longer read from. \(reason)")
        seek()
    }

    /// Tries to become the hub or to find the next one, until it is one of the two.
    private func seek() {
        guard !isStopped else { return }
        do {
            assume(try SocketClaim.attempt(path: path, mode: socketMode)) { self.sought($0) }
        } catch {
            sought(.failure(error))
        }
    }

    private func sought(_ result: Result<HubRole, HubError>) {
        guard !isStopped else { return }
        switch result {
        case .success(let role):
            lastProblem = nil
            onRole(role)
            core.emit(.roleChanged(role))
        case .failure(let error):
            core.setUpstream(nil)
            var wait = core.options.seekInterval
            if error != .busy(path: path) {
                // Not about to change by itself: slower, and said once.
                wait = wait * 10
                if lastProblem != error.description { core.notice(error.description) }
                lastProblem = error.description
            }
            retry = core.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(wait)) { self.seek() }
        }
    }
}
