import NIOCore
import NIOPosix
import PeriscopeWire
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Carries what recorders hold to the viewer, on a thread of its own.
///
/// `@unchecked Sendable` because every stored variable is read and written on `loop` only, but for `isStopped`, which
/// is a lock.
final class Uplink: @unchecked Sendable {
    /// Between two flushes, but for the first after quiet.
    static let interval = TimeAmount.milliseconds(25)
    /// What the farewell may take.
    static let farewell = TimeAmount.milliseconds(200)
    /// Requests of one batch at most.
    static let batchRequests = 64
    /// Plans that wait for a viewer that does not read, at most; then the oldest goes.
    static let waitingAnswers = 8

    let core: ProbeCore
    private let outside: Recorder
    private let trusted: Set<UInt32>
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loop: any EventLoop

    private(set) var machine: UplinkMachine
    private var hello: HelloComposer
    private var encoder: BatchEncoder
    private var channel: (any Channel)?
    private var connection: UInt64 = 0
    private var lastFlush: NIODeadline?
    private var scheduledFlush: Scheduled<Void>?
    private var sampling: RepeatedTask?
    /// Runs while the profiler is on.
    var profiling: RepeatedTask?
    private var saidAdapters = 0
    private var sentBytes: UInt64 = 0
    /// Plans that wait for the socket, the newest last.
    private var answers: [WirePlanAnswer] = []
    /// Whether the loop takes no more work; what comes later is nobody's to hear.
    private let isStopped = Mutex(false)

    init(core: ProbeCore, outside: Recorder, socket: String?, surroundings: ProcessSurroundings) {
        self.core = core
        self.outside = outside
        trusted = PeerCredentials.trusted(by: surroundings)
        loop = group.any()
        // Not of the ids: they are on the wire, and one tells all others.
        let key = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))
        let redactor = Redactor(rules: core.options.redaction, key: key)
        hello = HelloComposer(app: core.app, clock: core.clock, surroundings: surroundings, redactor: redactor)
        encoder = BatchEncoder(redactor: redactor, options: core.options, tree: core.profiler.tree)
        let paths = SocketPath.forProbe(option: socket, environment: surroundings.environment, uid: surroundings.uid)
        machine = UplinkMachine(candidates: paths.map(\.path).filter { SocketPath.lengthProblem($0) == nil })
    }

    /// Begins to look for a viewer.
    func start() {
        core.intake.onNews { [weak self] isUrgent in self?.wake(isUrgent: isUrgent) }
        onLoop {
            self.perform(self.machine.begin())
            self.perform(self.core.profiler.begin())
        }
    }

    /// Sends what is left, says goodbye, closes, and ends the thread; at most 200 ms.
    ///
    /// Nothing where it was called before.
    func stop() async {
        core.intake.stop()
        let farewell = isStopped.withLock { isStopped -> EventLoopFuture<Void>? in
            guard !isStopped else { return nil }
            isStopped = true
            let isDone = loop.makePromise(of: Void.self)
            loop.execute { self.leave(isDone) }
            return isDone.futureResult
        }
        guard let farewell else { return }
        try? await farewell.get()
        try? await group.shutdownGracefully()
    }

    /// Hands work to the loop from any thread, unless it has been told to end: a loop that has ended says so on stderr.
    func onLoop(_ work: @escaping @Sendable () -> Void) {
        isStopped.withLock { isStopped in
            if !isStopped { loop.execute(work) }
        }
    }

    // MARK: Connection

    private func perform(_ action: UplinkMachine.Action) {
        switch action {
        case .none: break
        case .connect(let path): connect(path)
        case .wait(let milliseconds):
            loop.scheduleTask(in: .milliseconds(milliseconds)) { self.perform(self.machine.begin()) }
        case .greet: greet()
        case .flow(let connection): flow(connection)
        case .close:
            if let channel { channel.close(promise: nil) } else { closed() }
        }
    }

    private func connect(_ path: String) {
        // Asking first costs a microsecond, a socket that fails to connect twenty.
        guard access(path, F_OK) == 0 else { return perform(machine.failed()) }
        ClientBootstrap(group: loop)
            .channelOption(.autoRead, value: false)
            .channelOption(.writeBufferWaterMark, value: .init(low: 64 << 10, high: 256 << 10))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(UplinkHandler(self))
                }
            }
            .connect(unixDomainSocketPath: path)
            .whenComplete { result in
                switch result {
                case .failure: self.perform(self.machine.failed())
                case .success(let channel): self.inspect(channel)
                }
            }
    }

    /// Asks who listens before a byte is sent.
    private func inspect(_ channel: any Channel) {
        self.channel = channel
        PeerCredentials.uid(of: channel).whenComplete { result in
            let uid = try? result.get()
            self.perform(self.machine.connected(isTrusted: uid.map(self.trusted.contains) ?? false))
        }
    }

    private func greet() {
        guard let channel else { return }
        let adapters = core.attachedAdapters
        saidAdapters = adapters.count
        var envelope = WireEnvelope()
        envelope.hello = hello.compose(adapters: adapters, reconnects: machine.connections)
        guard send(envelope) else { return perform(.close) }
        channel.setOption(.autoRead, value: true).whenSuccess { channel.read() }
    }

    private func flow(_ connection: UInt64) {
        self.connection = connection
        encoder.startConnection(live: core.intake.liveIDs)
        core.intake.connected(as: connection, outside: outside)
        flush()
        sampling = loop.scheduleRepeatedTask(initialDelay: .zero, delay: .seconds(1)) { _ in self.sample() }
    }

    func heard(_ event: WireEvent) {
        if case .planRequest(let request) = event { return asked(request) }
        if case .profileRequest(let request) = event { return asked(request) }
        perform(machine.heard(event))
    }

    /// Hands a question on; its answer goes to the connection that it came from, or nowhere.
    private func asked(_ request: WirePlanRequest) {
        guard machine.isFlowing else { return }
        let connection = connection
        core.plans.ask(request) { answer in
            self.onLoop {
                guard self.machine.isFlowing, self.connection == connection else { return }
                self.answers.append(answer)
                if self.answers.count > Self.waitingAnswers { self.answers.removeFirst() }
                self.sendAnswers()
            }
        }
    }

    /// As many as the socket takes; a plan may be megabytes, and a viewer that is suspended reads none.
    private func sendAnswers() {
        while channel?.isWritable == true, !answers.isEmpty {
            var envelope = WireEnvelope()
            envelope.planAnswer = answers.removeFirst()
            _ = send(envelope)
        }
    }

    func closed() {
        sampling?.cancel()
        sampling = nil
        scheduledFlush?.cancel()
        scheduledFlush = nil
        channel = nil
        answers = []
        core.intake.disconnected()
        perform(core.profiler.disconnected())
        perform(machine.closed())
    }

    // MARK: Flow

    /// Called from any thread, at most once between two flushes.
    private func wake(isUrgent: Bool) {
        onLoop { self.woken(isUrgent: isUrgent) }
    }

    /// Flushes at once after quiet, else when the interval is over.
    private func woken(isUrgent: Bool) {
        let due = (lastFlush ?? .now() - Self.interval) + Self.interval
        if isUrgent || due <= .now() { return flush() }
        guard scheduledFlush == nil else { return }
        scheduledFlush = loop.scheduleTask(deadline: due) {
            self.scheduledFlush = nil
            self.flush()
        }
    }

    /// Sends what recorders hold, as long as the socket takes it; the rest waits for the socket, or is dropped.
    func flush() {
        guard machine.isFlowing, let channel else { return }
        lastFlush = .now()
        sendAnswers()
        core.profiler.drain()
        while channel.isWritable {
            let recorders = core.intake.take(limit: Self.batchRequests)
            if recorders.isEmpty { break }
            // Once more: whatever of these has ended has all its samples in the ring by now.
            core.profiler.drain()
            send(recorders.compactMap { $0.take(for: connection) })
        }
    }

    private func send(_ news: [RecorderNews]) {
        var waiting = news[...]
        while !waiting.isEmpty {
            let before = waiting
            if sendBatch(of: &waiting) { continue }
            // Too large, which the limits on what is held make rare: all of it again, without detail.
            encoder.forgetBatch()
            var bare = before.prefix(before.count - waiting.count).map { encoder.withoutDetail($0) }[...]
            while !bare.isEmpty {
                if !sendBatch(of: &bare) { encoder.forgetBatch() }
            }
        }
    }

    private func sendBatch(of waiting: inout ArraySlice<RecorderNews>) -> Bool {
        var batch = encoder.batch(of: &waiting)
        addTotals(to: &batch)
        var envelope = WireEnvelope()
        envelope.batch = batch
        return send(envelope)
    }

    private func addTotals(to batch: inout WireBatch) {
        batch.droppedRequests = core.intake.droppedRequests
        let adapters = core.attachedAdapters
        if adapters.count > saidAdapters {
            batch.adapters = Array(adapters[saidAdapters...])
            saidAdapters = adapters.count
        }
    }

    /// Writes a message without waiting; false where it is too large to be one.
    private func send(_ envelope: WireEnvelope) -> Bool {
        guard let channel, let bytes = try? WireFrame.encode(envelope) else { return false }
        sentBytes &+= UInt64(clamping: bytes.count)
        channel.writeAndFlush(channel.allocator.buffer(bytes: bytes), promise: nil)
        return true
    }

    func sample() {
        guard machine.isFlowing, channel?.isWritable == true else { return }
        if core.attachedAdapters.count > saidAdapters {
            var batch = encoder.emptyBatch()
            addTotals(to: &batch)
            var envelope = WireEnvelope()
            envelope.batch = batch
            _ = send(envelope)
        }
        // What a request without other news was seen to use.
        if core.profiler.isOn { flush() }
        var sample = ProcessFigures.current().sample(at: core.clock.now())
        sample.uplinkCpuNs = MonotonicClock.nanoseconds(CLOCK_THREAD_CPUTIME_ID)
        sample.sentBytes = sentBytes
        sample.recordedEvents = core.intake.recordedEvents
        sample.droppedRequests = core.intake.droppedRequests
        sample.droppedEvents = core.intake.droppedEvents
        sample.profiler = core.profiler.state
        var envelope = WireEnvelope()
        envelope.sample = sample
        _ = send(envelope)
    }

    // MARK: Farewell

    private func leave(_ isDone: EventLoopPromise<Void>) {
        perform(core.profiler.end())
        flush()
        let wasFlowing = machine.isFlowing
        machine.stop()
        guard let channel else { return isDone.succeed() }
        let timeout = loop.scheduleTask(in: Self.farewell) { channel.close(promise: nil) }
        channel.closeFuture.whenComplete { _ in
            timeout.cancel()
            isDone.succeed()
        }
        guard wasFlowing else { return channel.close(promise: nil) }
        let goodbye = WireFrame.goodbye("The server shut down.", refused: false)
        channel.writeAndFlush(channel.allocator.buffer(bytes: goodbye)).whenComplete { _ in
            channel.close(promise: nil)
        }
    }
}
