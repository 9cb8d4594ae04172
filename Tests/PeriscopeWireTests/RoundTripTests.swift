import PeriscopeWire
import SwiftProtobuf
import Testing

@Suite("Every message survives the wire")
struct RoundTripTests {
    @Test("Every message type, every field set, is equal after a round trip")
    func everyType() throws {
        let messages: [any Message] = [
            Samples.attribute, Samples.hello(), Samples.goodbye, Samples.batch, Samples.requestDelta,
            Samples.requestHead, Samples.requestRoute, Samples.requestEnd, Samples.header, Samples.body,
            Samples.failure, Samples.querySpan, Samples.renderSpan, Samples.query, Samples.queryCounters,
            Samples.value, Samples.render, Samples.contextNode, Samples.logLine, Samples.sample,
            Samples.callStack, Samples.planRequest, Samples.planAnswer, Samples.planStep, Samples.relayConnected,
            Samples.relayDisconnected, Samples.relay(.sample(Samples.sample)), Samples.module, Samples.profileNodes,
            Samples.profileSample, Samples.processUse, Samples.profilerState, Samples.profileRequest,
        ]
        for message in messages { try roundTrip(message) }
        for envelope in Samples.envelopes { try roundTrip(envelope) }
    }

    private func roundTrip(_ message: some Message) throws {
        let bytes: [UInt8] = try message.serializedBytes()
        let copy = try type(of: message).init(serializedBytes: bytes)
        #expect(message.isEqualTo(message: copy))
        #expect(!bytes.isEmpty)
    }

    @Test("The samples set every field that periscope.proto names")
    func everyField() throws {
        let proto = try ProtoFile()
        var found: Set<String> = []
        for envelope in Samples.envelopes {
            let bytes: [UInt8] = try envelope.serializedBytes()
            found.formUnion(proto.fields(in: bytes[...], of: "Envelope"))
        }
        let named = proto.messages.flatMap { message, fields in fields.keys.map { "\(message).\($0)" } }
        #expect(named.count > 120)
        #expect(Set(named).subtracting(found).sorted() == [])
    }

    @Test("A server's whole stream arrives as it was sent")
    func serverStream() throws {
        var session = WireSession(role: .hub)
        let events = session.receive(try Samples.serverStream())
        #expect(events.map(\.name) == ["hello", "batch", "sample", "batch", "goodbye"])
        #expect(session.peer == Samples.hello())
        #expect(!session.hasFailed)
        #expect(session.hasEnded)
        guard case .batch(let batch) = events[1], case .sample(let sample) = events[2],
            case .goodbye(let goodbye) = events[4]
        else { return }
        #expect(batch == Samples.batch)
        #expect(sample == Samples.sample)
        #expect(goodbye == Samples.goodbye)
    }

    @Test("A reader is sent relays")
    func relays() throws {
        var session = WireSession(role: .reader)
        var bytes = try WireFrame.encode(Samples.envelope(.hello(WireFrame.hello(role: .hub))))
        for envelope in Samples.envelopes.suffix(5) { try WireFrame.append(envelope, to: &bytes) }
        #expect(session.receive(bytes).map(\.name) == ["hello", "relay", "relay", "relay", "relay", "relay"])
    }

    @Test("A batch of the largest size reaches the hub, and its readers behind it")
    func largestBatch() throws {
        var batch = WireBatch()
        batch.strings = [String(repeating: "x", count: WireLimits.frameBytes - 16)]
        var frame = try WireFrame.encode(Samples.envelope(.hello(Samples.hello())))
        try WireFrame.append(Samples.envelope(.batch(batch)), to: &frame)
        var hub = WireSession(role: .hub)
        #expect(hub.receive(frame).map(\.name) == ["hello", "batch"])

        var relay = try WireFrame.encode(Samples.envelope(.hello(WireFrame.hello(role: .hub))))
        try WireFrame.append(Samples.envelope(.relay(Samples.relay(.batch(batch)))), to: &relay)
        var reader = WireSession(role: .reader)
        #expect(reader.receive(relay).map(\.name) == ["hello", "relay"])
    }

    @Test("A message over the limit is not sent, and leaves the bytes before it alone")
    func tooLarge() throws {
        var batch = WireBatch()
        batch.strings = [String(repeating: "x", count: WireLimits.frameBytes)]
        var bytes: [UInt8] = [1, 2]
        #expect(throws: WireError.frameTooLarge(UInt64(WireLimits.frameBytes) + 10)) {
            try WireFrame.append(Samples.envelope(.batch(batch)), to: &bytes)
        }
        #expect(bytes == [1, 2])
    }
}
