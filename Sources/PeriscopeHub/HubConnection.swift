import NIOCore
import PeriscopeWire

/// One accepted connection: a stranger until it says hello, then a server or a reader.
///
/// Reads only when asked to, so that a full inbox stops the sender. Lives on the hub's thread.
final class HubConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        case stranger
        case server(UInt64)
        case reader
        /// It was told goodbye, or told us; what still comes is ignored.
        case leaving
    }

    private let core: HubCore
    private var session = WireSession(role: .hub)
    private var phase = Phase.stranger
    private var context: ChannelHandlerContext?
    private var deadline: Scheduled<Void>?
    private(set) var peer: PeerCredentials?
    private var hasSpoken = false

    private var profileSwitch = ProfileSwitch()

    /// What was written and is not yet with the kernel.
    private var pendingBytes = 0
    /// When the kernel last took something, or was first given something after quiet.
    private var lastProgress = NIODeadline.now()

    init(_ core: HubCore) {
        self.core = core
    }

    /// It takes what it is sent: not so much waits that more had better not be added.
    var isListening: Bool { pendingBytes < HubCore.planRequestBytes }
    var isStranger: Bool { if case .stranger = phase { true } else { false } }
    var name: String { peer?.name ?? "an unknown process" }

    // MARK: Events of the channel

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        peer = try? context.pipeline.syncOperations.withUnsafeTransportIfAvailable { (socket: CInt) in
            core.options.peer(socket)
        }.flatMap(\.self)
        guard core.admit(self) else { return }
        armHelloTimeout(context)
        readMore()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        hasSpoken = true
        if case .leaving = phase { return }
        var events: [(WireEvent, Int)] = []
        unwrapInboundIn(data).withUnsafeReadableBytes { bytes in
            session.receive(bytes) { events.append(($0, $1)) }
        }
        for (event, bytes) in events { handle(event, bytes: bytes) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        readMore()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // What it means for the app is said when the channel is inactive.
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        let wasCut = session.hasPartialFrame
        switch phase {
        case .stranger where hasSpoken:
            core.notice("A connection from \(name) ended before its first message was whole.")
        case .server(let number):
            let reason = wasCut ? "The server went away in the middle of a message." : "The server went away."
            core.removeServer(number, reason: reason, isOrderly: false)
        case .reader:
            core.removeReader(self)
        case .stranger, .leaving:
            break
        }
        phase = .leaving
        deadline?.cancel()
        deadline = nil
        core.closed(self)
        self.context = nil
    }

    /// Asks for more bytes, unless the inbox is full.
    func readMore() {
        if case .leaving = phase { return }
        if !core.isPaused { context?.read() }
    }

    // MARK: Messages

    private func handle(_ event: WireEvent, bytes: Int) {
        switch (phase, event) {
        case (.leaving, _):
            break
        case (_, .failed(let error)):
            fail(error)
        case (_, .goodbye(let goodbye)):
            leave(goodbye)
        case (.stranger, .hello(let hello)):
            greet(hello, bytes: bytes)
        case (.server(let number), .batch(let batch)):
            core.received(batch, from: number, bytes: bytes)
        case (.server(let number), .sample(let sample)):
            core.received(sample, from: number, bytes: bytes)
        case (.server(let number), .planAnswer(let answer)):
            core.received(answer, from: number)
        case (.reader, .planRequest(let request)):
            core.ask(request, of: request.app, for: .reader(self))
        case (.reader, .profileRequest(let request)):
            core.profile(request.on, of: request.app, for: .reader(ObjectIdentifier(self)))
        default:
            // The session lets no other message through.
            break
        }
    }

    private func greet(_ hello: WireHello, bytes: Int) {
        deadline?.cancel()
        deadline = nil
        if hello.role == .reader {
            // Before it is introduced to the servers, which sends.
            phase = .reader
            if case .failure(let error) = core.addReader(self) { part("\(error)", isRefusal: true) }
        } else {
            switch core.addServer(self, hello) {
            case .success(let number): phase = .server(number)
            case .failure(let error): part("\(error)", isRefusal: true)
            }
        }
    }

    private func fail(_ error: WireError) {
        switch phase {
        case .server(let number):
            core.removeServer(number, reason: "\(error)", isOrderly: false)
        case .reader:
            core.removeReader(self)
            core.notice("A further viewer (\(name)) was disconnected. \(error)")
        case .stranger, .leaving:
            core.notice("A connection from \(name) was closed. \(error)")
        }
        part("\(error)", isRefusal: true)
    }

    private func leave(_ goodbye: WireGoodbye) {
        switch phase {
        case .server(let number):
            let reason = goodbye.reason.isEmpty ? "The server said goodbye." : goodbye.reason
            core.removeServer(number, reason: reason, isOrderly: true)
        case .reader:
            core.removeReader(self)
        case .stranger:
            core.notice("A connection from \(name) said goodbye before hello: \(goodbye.reason)")
        case .leaving:
            break
        }
        drop()
    }

    // MARK: Sending

    /// False: the connection is over, or the message is too large.
    @discardableResult
    func send(_ message: WireEnvelope.OneOf_Message) -> Bool {
        var envelope = WireEnvelope()
        envelope.message = message
        guard context != nil, let bytes = try? WireFrame.encode(envelope) else { return false }
        write(ByteBuffer(bytes: bytes))
        return true
    }

    /// Tells a server that its profiler is to be on or off; the last word counts where it takes none.
    func profile(_ isOn: Bool) {
        guard let isOn = profileSwitch.want(isOn) else { return }
        tell(isOn)
    }

    private func tell(_ isOn: Bool) {
        var envelope = WireEnvelope()
        envelope.profileRequest.on = isOn
        guard let bytes = try? WireFrame.encode(envelope) else { return }
        write(ByteBuffer(bytes: bytes)) { if let next = self.profileSwitch.taken() { self.tell(next) } }
    }

    /// Sends news to a reader.
    ///
    /// False: it has too much unread, or took nothing for too long.
    func relay(_ frame: ByteBuffer) -> Bool {
        let now = NIODeadline.now()
        if pendingBytes == 0 { lastProgress = now }
        write(frame)
        return pendingBytes <= core.options.readerPendingBytes
            && (pendingBytes == 0 || now - lastProgress <= TimeAmount(core.options.readerStall))
    }

    private func write(_ buffer: ByteBuffer, _ taken: @escaping () -> Void = {}) {
        guard let context else { return }
        let bytes = buffer.readableBytes
        pendingBytes += bytes
        context.writeAndFlush(wrapOutboundOut(buffer)).assumeIsolated().whenComplete { _ in
            self.pendingBytes -= bytes
            self.lastProgress = .now()
            taken()
        }
    }

    // MARK: Leaving

    /// Says goodbye behind what is still to be sent, and closes when it is sent or takes too long.
    func part(_ reason: String, isRefusal: Bool) {
        if case .leaving = phase { return }
        phase = .leaving
        deadline?.cancel()
        guard let context else { return }
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(in: TimeAmount(core.options.farewell)) {
            channel.close(promise: nil)
        }
        let buffer = ByteBuffer(bytes: WireFrame.goodbye(reason, refused: isRefusal))
        context.writeAndFlush(wrapOutboundOut(buffer)).whenComplete { _ in channel.close(promise: nil) }
    }

    /// Closes without a word.
    func drop() {
        phase = .leaving
        context?.close(promise: nil)
    }

    private func armHelloTimeout(_ context: ChannelHandlerContext) {
        let timeout = core.options.helloTimeout
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(timeout)) {
            guard self.isStranger, let context = self.context else { return }
            // Nobody was listened to: that is not its fault.
            if self.core.isPaused { return self.armHelloTimeout(context) }
            self.core.notice("A connection from \(self.name) said no hello for \(timeout) and was closed.")
            self.part("No hello came within \(timeout).", isRefusal: true)
        }
    }
}
