import SwiftProtobuf

/// Bytes in, messages out: one end of a connection, without the connection.
///
/// The same type serves both ends. It sends nothing: each side writes its own `Hello` first, and a `Goodbye` before it
/// closes. Takes any bytes in any pieces; costs one copy of them. Once it has failed or the other side has said
/// goodbye, it ignores whatever still comes.
package struct WireSession: Sendable {
    private enum Phase { case awaitingHello, established, ended, failed }

    private let role: WireRole
    private var phase = Phase.awaitingHello
    private var frames = FrameReader()
    private var options = BinaryDecodingOptions()

    /// The other side's hello, once it came and was accepted.
    package private(set) var peer: WireHello?

    /// - Parameter role: This side's own role; it decides what the other side may say.
    package init(role: WireRole) {
        self.role = role
        options.messageDepthLimit =
            WireLimits.messageDepth + (role == .reader ? WireLimits.relayOverheadDepth : 0)
    }

    package var hasFailed: Bool { phase == .failed }
    /// The other side has said goodbye.
    package var hasEnded: Bool { phase == .ended }
    /// The stream stands in the middle of a message: an end here is a cut, not a close.
    package var hasPartialFrame: Bool { frames.hasPartialFrame }

    /// What these bytes, after all before them, complete.
    package mutating func receive(_ bytes: some Sequence<UInt8>) -> [WireEvent] {
        let whole: [WireEvent]? = bytes.withContiguousStorageIfAvailable { receive(UnsafeRawBufferPointer($0)) }
        if let whole { return whole }
        return Array(bytes).withUnsafeBytes { receive($0) }
    }

    /// What these bytes, after all before them, complete.
    package mutating func receive(_ bytes: UnsafeRawBufferPointer) -> [WireEvent] {
        var events: [WireEvent] = []
        receive(bytes) { event, _ in events.append(event) }
        return events
    }

    /// Calls `body` with each event these bytes complete, and with the size in bytes of its message on the wire.
    package mutating func receive(_ bytes: UnsafeRawBufferPointer, _ body: (WireEvent, Int) -> Void) {
        guard isOpen else { return }
        frames.append(bytes)
        do {
            while isOpen, let frame = try frames.next(limit: frameLimit) {
                if let event = try read(frame) { body(event, frame.count) }
            }
        } catch {
            phase = .failed
            body(.failed(error), 0)
        }
        if isOpen { frames.compact() } else { frames.clear() }
    }

    private var isOpen: Bool { phase == .awaitingHello || phase == .established }

    private var frameLimit: Int {
        phase == .awaitingHello ? WireLimits.helloBytes : WireLimits.frameBytes(receivedBy: role)
    }

    /// The event of one message; nil for a kind that a later minor version added.
    private mutating func read(_ frame: [UInt8]) throws(WireError) -> WireEvent? {
        let envelope: WireEnvelope
        do {
            envelope = try WireEnvelope(serializedBytes: frame, options: options)
        } catch {
            throw .undecodable
        }
        // A side that refuses another need not greet it first.
        if case .goodbye(let goodbye) = envelope.message {
            phase = .ended
            return .goodbye(goodbye)
        }
        switch phase {
        case .awaitingHello:
            guard case .hello(let hello) = envelope.message else { throw .expectedHello }
            return .hello(try accept(hello))
        default:
            return try readEstablished(envelope)
        }
    }

    private mutating func accept(_ hello: WireHello) throws(WireError) -> WireHello {
        guard hello.protocolMajor == WireLimits.protocolMajor else {
            throw .versionMismatch(theirs: hello.protocolMajor, ours: WireLimits.protocolMajor)
        }
        let isWelcome =
            switch role {
            case .server, .reader: hello.role == .hub
            case .hub: hello.role == .server || hello.role == .reader
            case .unspecified, .UNRECOGNIZED: false
            }
        guard isWelcome else { throw .wrongRole(theirs: hello.role, ours: role) }
        peer = hello
        phase = .established
        return hello
    }

    private func readEstablished(_ envelope: WireEnvelope) throws(WireError) -> WireEvent? {
        switch envelope.message {
        case nil:
            return nil
        case .hello:
            throw .secondHello
        case .goodbye(let goodbye):
            return .goodbye(goodbye)
        case .batch(let batch):
            guard peer?.role == .server else { throw .unexpectedMessage("a batch") }
            return .batch(batch)
        case .sample(let sample):
            guard peer?.role == .server else { throw .unexpectedMessage("a process sample") }
            return .sample(sample)
        case .relay(let relay):
            guard role == .reader else { throw .unexpectedMessage("a relay") }
            return .relay(relay)
        case .planRequest(let request):
            guard role == .server || peer?.role == .reader else { throw .unexpectedMessage("a plan request") }
            return .planRequest(request)
        case .planAnswer(let answer):
            guard peer?.role == .server else { throw .unexpectedMessage("a plan") }
            return .planAnswer(answer)
        case .profileRequest(let request):
            guard role == .server || peer?.role == .reader else { throw .unexpectedMessage("a profile request") }
            return .profileRequest(request)
        }
    }
}
