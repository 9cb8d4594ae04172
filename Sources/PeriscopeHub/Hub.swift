import NIOCore
import NIOPosix
package import PeriscopeWire
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The viewer's end of the socket: servers connect to it, and further viewers read along.
///
/// Runs on one thread of its own, from `start()` to `stop()`. What it hears goes to the inbox; nothing is kept here but
/// each connection's intern table. Where a live viewer owns the socket, this one reads along with it, and takes the
/// socket when that viewer ends.
package final class Hub: Sendable {
    private struct State {
        var role: HubRole
        var group: MultiThreadedEventLoopGroup?
        var engine: NIOLoopBoundBox<HubEngine>?
        var isStarted = false
    }

    private let path: String
    private let policy: PeerPolicy
    private let inbox: HubInbox
    private let options: HubOptions
    private let state: Mutex<State>
    private let askable = AskableApps()
    private let profilable = AskableApps()
    private let switches = WantedProfiles()

    /// - Parameters:
    ///   - path: Of the socket; its folder is made where it is missing, the ones above are not.
    ///   - allowedUIDs: Users, besides this one and root, that may connect. With any, the socket is open to all users
    ///     in the file system and the check of who connects alone decides.
    package init(
        path: SocketPath, allowedUIDs: Set<UInt32>, inbox: HubInbox, options: HubOptions = HubOptions()
    ) {
        self.path = path.path
        self.policy = PeerPolicy(ownUID: options.ownUID, allowedUIDs: allowedUIDs)
        self.inbox = inbox
        self.options = options
        self.state = Mutex(State(role: .listening(path: path.path)))
    }

    /// What this viewer is to the socket; before `start()`, what it hopes to be.
    package var role: HubRole { state.withLock { $0.role } }

    /// Listens, or reads along where a live viewer owns the socket.
    ///
    /// Blocks for a moment: at worst `HubOptions.attachTimeout` twice. Once only, and not from the inbox's wake-up.
    /// - Throws: A ``HubError`` whose description is a sentence that says what to do. Nothing is left behind then.
    package func start() throws(HubError) {
        let isFirst = state.withLock { state in
            defer { state.isStarted = true }
            return !state.isStarted
        }
        precondition(isFirst, "A hub is started once.")
        if let problem = SocketPath.lengthProblem(path) { throw .unusablePath(problem) }
        try SocketFolder.prepare(for: path, ownUID: options.ownUID, mode: isShared ? 0o711 : 0o700)
        let outcome = try claim()
        do {
            let role = try run(outcome).wait()
            state.withLock { $0.role = role }
        } catch {
            stop()
            throw (error as? HubError) ?? .unavailable(path: path, reason: "\(error)")
        }
    }

    /// Removes the socket if it is still ours, says goodbye to all, and ends the thread.
    ///
    /// Blocks until then, which is a moment; a connection that takes no goodbye does not hold it up. Not from the
    /// inbox's wake-up. Does nothing the second time.
    package func stop() {
        let (group, engine) = state.withLock { state in
            defer { (state.group, state.engine) = (nil, nil) }
            return (state.group, state.engine)
        }
        guard let group, let engine else { return }
        inbox.onRoom(nil)
        try? engine.eventLoop.submit { engine.value.stop() }.wait()
        try? group.syncShutdownGracefully()
    }

    /// Whether other users are let in, whom the file modes must not keep out.
    private var isShared: Bool { policy.allowedUIDs.contains { $0 != options.ownUID && $0 != 0 } }

    private var socketMode: mode_t { isShared ? 0o666 : 0o600 }

    /// Asks an app for a plan; the answer comes as one event, with the request's own id.
    ///
    /// From any thread, and does not wait. What goes wrong after it returned true, such as a server that ends before it
    /// answers, comes as an answer with a problem.
    /// - Returns: false where the app is not connected, or it or the hub in between knows nothing of plans.
    package func ask(_ request: WirePlanRequest, of app: UInt64) -> Bool {
        guard askable.contains(app), let engine = state.withLock({ $0.engine }) else { return false }
        engine.eventLoop.execute { engine.value.ask(request, of: app) }
        return true
    }

    /// Turns an app's profiler on or off; whether it is comes with the app's next process sample.
    ///
    /// From any thread, and does not wait. Of many that are said at once, the last counts. It goes off again when
    /// everyone who turned it on has left.
    /// - Returns: false where the app is not connected, or it or the hub in between knows nothing of profiles.
    @discardableResult
    package func profile(_ isOn: Bool, of app: UInt64) -> Bool {
        guard profilable.contains(app), let engine = state.withLock({ $0.engine }) else { return false }
        if switches.note(isOn, of: app) {
            engine.eventLoop.execute { [switches] in
                for (app, isOn) in switches.take() { engine.value.profile(isOn, of: app) }
            }
        }
        return true
    }

    /// The socket, or a connection to its owner; waits for one who is just starting or ending.
    private func claim() throws(HubError) -> SocketClaim.Outcome {
        let end = ContinuousClock.now + options.attachTimeout
        while true {
            let outcome = try SocketClaim.attempt(path: path, mode: socketMode)
            guard case .busy = outcome else { return outcome }
            guard ContinuousClock.now < end else { throw .busy(path: path) }
            usleep(10_000)
        }
    }

    /// Starts the thread, and completes when this viewer has its role.
    private func run(_ outcome: SocketClaim.Outcome) -> EventLoopFuture<HubRole> {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let eventLoop = group.next()
        let core = HubCore(
            eventLoop: eventLoop, options: options, policy: policy, inbox: inbox, askable: askable,
            profilable: profilable)
        let engine = HubEngine(core, group: group, path: path, socketMode: socketMode) { role in
            self.state.withLock { $0.role = role }
        }
        let box = NIOLoopBoundBox.makeBoxSendingValue(engine, eventLoop: eventLoop)
        state.withLock { ($0.group, $0.engine) = (group, box) }
        inbox.onRoom { eventLoop.execute { box.value.resume() } }
        let promise = eventLoop.makePromise(of: HubRole.self)
        eventLoop.execute {
            box.value.assume(outcome) { result in promise.completeWith(result.mapError { $0 as any Error }) }
        }
        return promise.futureResult
    }
}
