import PeriscopeWire
import SwiftProtobuf
import Testing

@Suite("A session takes any bytes in any pieces")
struct WireSessionTests {
    private func established(_ role: WireRole = .hub, peer: WireRole = .server) throws -> WireSession {
        var session = WireSession(role: role)
        let hello = Samples.envelope(.hello(Samples.hello(role: peer)))
        #expect(session.receive(try WireFrame.encode(hello)).map(\.name) == ["hello"])
        return session
    }

    @Test("A stream cut in two at any byte gives the same messages")
    func everySplit() throws {
        let stream = try Samples.serverStream()
        for split in 0...stream.count {
            var session = WireSession(role: .hub)
            let names = (session.receive(stream[..<split]) + session.receive(stream[split...])).map(\.name)
            #expect(names == ["hello", "batch", "sample", "batch", "goodbye"], "split at \(split)")
        }
    }

    @Test("A stream delivered in pieces of any size gives the same messages", arguments: [1, 2, 3, 7, 64, 1000])
    func everyPieceSize(size: Int) throws {
        let stream = try Samples.serverStream()
        var session = WireSession(role: .hub)
        var names: [String] = []
        for start in stride(from: 0, to: stream.count, by: size) {
            names += session.receive(stream[start..<min(start + size, stream.count)]).map(\.name)
        }
        #expect(names == ["hello", "batch", "sample", "batch", "goodbye"])
    }

    @Test("A stream that ends at any byte gives the messages that were whole, and no failure")
    func truncation() throws {
        let stream = try Samples.serverStream()
        var ends: [Int] = []
        var session = WireSession(role: .hub)
        for (index, byte) in stream.enumerated() where !session.receive(CollectionOfOne(byte)).isEmpty {
            ends.append(index + 1)
        }
        #expect(ends.count == 5)
        for end in 0..<stream.count {
            var session = WireSession(role: .hub)
            let events = session.receive(stream.prefix(end))
            #expect(events.count == ends.count { $0 <= end })
            #expect(!session.hasFailed)
            #expect(session.hasPartialFrame == (end != 0 && !ends.contains(end)), "end at \(end)")
        }
    }

    @Test("A message cut short inside its frame fails or says less; it never traps")
    func truncatedMessages() throws {
        let whole: [UInt8] = try Samples.envelope(.batch(Samples.batch)).serializedBytes()
        for end in 0..<whole.count {
            var session = try established()
            var frame = lengthBytes(UInt64(end))
            frame += whole.prefix(end)
            for event in session.receive(frame) { #expect(["batch", "failed"].contains(event.name)) }
        }
    }

    @Test(
        "A length over the limit fails at once and allocates nothing",
        arguments: [UInt64(WireLimits.frameBytes) + 1, 1 << 30, 1 << 40, .max])
    func oversized(length: UInt64) throws {
        var session = try established()
        let errors = session.receive(lengthBytes(length)).map(\.error)
        #expect(errors == [.frameTooLarge(length)])
        #expect(session.hasFailed)
        #expect(session.receive(try Samples.serverStream()).isEmpty)
    }

    @Test("The first message has a smaller limit, so that strangers cost little")
    func oversizedHello() {
        var session = WireSession(role: .hub)
        let length = UInt64(WireLimits.helloBytes) + 1
        #expect(session.receive(lengthBytes(length)).map(\.error) == [.frameTooLarge(length)])
    }

    @Test(
        "What is no length fails",
        arguments: [
            [UInt8](repeating: 0xff, count: 10), [UInt8](repeating: 0x80, count: 10),
            [UInt8](repeating: 0x80, count: 9) + [2],
        ])
    func malformedLength(bytes: [UInt8]) {
        var session = WireSession(role: .hub)
        #expect(session.receive(bytes).map(\.error) == [.malformedLength])
    }

    @Test("Random bytes never trap, and fail once at most")
    func garbage() {
        var random = SeededGenerator(seed: 42)
        for _ in 0..<5000 {
            var session = WireSession(role: [.hub, .server, .reader].randomElement(using: &random) ?? .hub)
            var failures = 0
            for _ in 0..<8 {
                let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                    UInt8.random(in: .min ... .max, using: &random)
                }
                failures += session.receive(bytes).count { $0.error != nil }
            }
            #expect(failures <= 1)
            #expect((failures == 1) == session.hasFailed)
        }
    }

    @Test("Random bytes in well-formed frames, after a hello, never trap")
    func framedGarbage() throws {
        var random = SeededGenerator(seed: 7)
        let fresh = try established()
        for _ in 0..<5000 {
            var session = fresh
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                UInt8.random(in: .min ... .max, using: &random)
            }
            let events = session.receive(lengthBytes(UInt64(bytes.count)) + bytes)
            #expect(events.count <= 1)
        }
    }

    @Test("A real stream with bytes changed at random never traps")
    func corrupted() throws {
        let stream = try Samples.serverStream()
        var random = SeededGenerator(seed: 99)
        for _ in 0..<5000 {
            var bytes = stream
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: .min ... .max, using: &random)
            }
            var session = WireSession(role: .hub)
            #expect(session.receive(bytes).count { $0.error != nil } <= 1)
        }
    }

    @Test("Context nested beyond the limit fails and does not exhaust the stack")
    func nesting() throws {
        var node = WireContextNode()
        for _ in 0..<2000 {
            let inner = node
            node = WireContextNode.with { $0.children = [inner] }
        }
        var batch = WireBatch()
        batch.requests = [.with { $0.spans = [.with { $0.render.context = [node] }] }]
        var session = try established()
        let frame = try WireFrame.encode(Samples.envelope(.batch(batch)))
        #expect(session.receive(frame).map(\.error) == [.undecodable])
    }

    @Test("Fields and message kinds of a later minor version are passed over")
    func unknownFields() throws {
        var session = WireSession(role: .hub)
        var hello: [UInt8] = try Samples.hello().serializedBytes()
        hello += [0xfa, 0x3f, 2, 1, 2]  // field 1023, two bytes
        var envelope: [UInt8] = [0x0a] + lengthBytes(UInt64(hello.count)) + hello
        envelope += [0xf8, 0x3f, 1]  // field 1023, a number
        #expect(session.receive(lengthBytes(UInt64(envelope.count)) + envelope).map(\.name) == ["hello"])
        // An envelope that holds only a kind of message this version does not know, and an empty one.
        #expect(session.receive([5, 0xfa, 0x3f, 2, 1, 2, 0]).isEmpty)
        #expect(session.receive(try WireFrame.encode(Samples.envelope(.sample(Samples.sample)))).count == 1)
        #expect(!session.hasFailed)
    }

    @Test("Another major version is refused with a sentence that names both", arguments: [0, 2, UInt32.max])
    func otherMajorVersion(major: UInt32) throws {
        for (role, peer) in [(WireRole.hub, WireRole.server), (.server, .hub), (.reader, .hub)] {
            var hello = Samples.hello(role: peer)
            hello.protocolMajor = major
            var session = WireSession(role: role)
            let errors = session.receive(try WireFrame.encode(Samples.envelope(.hello(hello)))).compactMap(\.error)
            #expect(errors == [.versionMismatch(theirs: major, ours: 1)])
            #expect(errors.first.map { "\($0)" }?.contains("version \(major) of") == true)
            #expect(session.peer == nil)
        }
    }

    @Test("The hello is first, and comes once")
    func helloOrder() throws {
        for message in [WireEnvelope.OneOf_Message.batch(Samples.batch), .sample(Samples.sample)] {
            var session = WireSession(role: .hub)
            let events = session.receive(try WireFrame.encode(Samples.envelope(message)))
            #expect(events.map(\.error) == [.expectedHello])
        }
        var silent = WireSession(role: .hub)
        #expect(silent.receive([0]).map(\.error) == [.expectedHello])
        var twice = try established()
        let again = twice.receive(try WireFrame.encode(Samples.envelope(.hello(Samples.hello()))))
        #expect(again.map(\.error) == [.secondHello])
    }

    @Test("A goodbye may come before a hello, and is the last thing heard")
    func goodbye() throws {
        var session = WireSession(role: .server)
        var bytes = WireFrame.goodbye("64 servers are connected already.", refused: true)
        bytes += [0xff, 0xff]
        let events = session.receive(bytes)
        #expect(events.map(\.name) == ["goodbye"])
        #expect(session.hasEnded)
        #expect(!session.hasFailed)
        #expect(session.receive([0xff]).isEmpty)
    }

    @Test(
        "Sides that have no business with each other part",
        arguments: [
            (WireRole.hub, WireRole.hub), (.server, .server), (.server, .reader), (.reader, .server),
            (.reader, .reader), (.hub, .unspecified), (.hub, .UNRECOGNIZED(9)), (.unspecified, .hub),
        ])
    func roles(ours: WireRole, theirs: WireRole) throws {
        var session = WireSession(role: ours)
        let hello = Samples.envelope(.hello(Samples.hello(role: theirs)))
        let events = session.receive(try WireFrame.encode(hello))
        #expect(events.map(\.error) == [.wrongRole(theirs: theirs, ours: ours)])
    }

    @Test("A message that the other side's role never sends is a failure")
    func unexpectedMessages() throws {
        let relay = WireEnvelope.OneOf_Message.relay(Samples.relay(.sample(Samples.sample)))
        let cases: [(WireRole, WireRole, WireEnvelope.OneOf_Message)] = [
            (.hub, .server, relay), (.hub, .reader, .batch(Samples.batch)), (.hub, .reader, .sample(Samples.sample)),
            (.hub, .reader, relay), (.server, .hub, .batch(Samples.batch)), (.server, .hub, relay),
            (.reader, .hub, .batch(Samples.batch)),
            (.hub, .server, .planRequest(Samples.planRequest)), (.hub, .reader, .planAnswer(Samples.planAnswer)),
            (.server, .hub, .planAnswer(Samples.planAnswer)), (.reader, .hub, .planRequest(Samples.planRequest)),
            (.reader, .hub, .planAnswer(Samples.planAnswer)),
            (.hub, .server, .profileRequest(Samples.profileRequest)),
            (.reader, .hub, .profileRequest(Samples.profileRequest)),
        ]
        for (role, peer, message) in cases {
            var session = try established(role, peer: peer)
            let events = session.receive(try WireFrame.encode(Samples.envelope(message)))
            guard case .unexpectedMessage = events.first?.error else {
                Issue.record("\(role) took \(message) from \(peer)")
                continue
            }
        }
    }

    @Test("A plan is asked for by a hub of a server and by a reader of a hub, and answered the other way")
    func plans() throws {
        let answer = WireEnvelope.OneOf_Message.planAnswer(Samples.planAnswer)
        let cases: [(WireRole, WireRole, WireEnvelope.OneOf_Message, String)] = [
            (.server, .hub, .planRequest(Samples.planRequest), "plan request"),
            (.hub, .reader, .planRequest(Samples.planRequest), "plan request"),
            (.hub, .server, answer, "plan answer"),
            (.reader, .hub, .relay(Samples.relay(.planAnswer(Samples.planAnswer))), "relay"),
        ]
        for (role, peer, message, name) in cases {
            var session = try established(role, peer: peer)
            #expect(session.receive(try WireFrame.encode(Samples.envelope(message))).map(\.name) == [name])
            #expect(!session.hasFailed)
        }
    }

    @Test("A profiler is turned on by a hub at a server, and by a reader through its hub")
    func profileRequests() throws {
        for (role, peer) in [(WireRole.server, WireRole.hub), (.hub, .reader)] {
            var session = try established(role, peer: peer)
            let bytes = try WireFrame.encode(Samples.envelope(.profileRequest(Samples.profileRequest)))
            let events = session.receive(bytes)
            guard case .profileRequest(let request) = events.first else {
                Issue.record("\(role) did not take a profile request from \(peer)")
                continue
            }
            #expect(request == Samples.profileRequest && events.count == 1)
        }
    }

    @Test("A plan before the hello is a failure, and a side without a role is sent none")
    func plansOfStrangers() throws {
        let messages = [
            WireEnvelope.OneOf_Message.planRequest(Samples.planRequest), .planAnswer(Samples.planAnswer),
            .profileRequest(Samples.profileRequest),
        ]
        for message in messages {
            for role in [WireRole.hub, .server, .reader, .unspecified, .UNRECOGNIZED(9)] {
                var session = WireSession(role: role)
                let events = session.receive(try WireFrame.encode(Samples.envelope(message)))
                #expect(events.map(\.error) == [.expectedHello])
            }
        }
    }

    @Test("Plans, and stacks, with bytes changed at random never trap")
    func corruptedPlans() throws {
        var random = SeededGenerator(seed: 3)
        let messages: [WireEnvelope.OneOf_Message] = [
            .planAnswer(Samples.planAnswer), .batch(.with { $0.stacks = [Samples.callStack] }),
            .batch(
                .with {
                    $0.modules = [Samples.module]
                    $0.profileNodes = Samples.profileNodes
                }),
        ]
        let fresh = try established()
        for message in messages {
            let whole = try WireFrame.encode(Samples.envelope(message))
            for _ in 0..<2000 {
                var bytes = whole
                bytes[Int.random(in: 1..<bytes.count, using: &random)] = .random(in: .min ... .max, using: &random)
                var session = fresh
                #expect(session.receive(bytes).count <= 1)
            }
        }
    }

    @Test("Every error is a sentence that says what to do")
    func sentences() {
        let errors: [WireError] = [
            .frameTooLarge(1 << 30), .malformedLength, .undecodable, .expectedHello, .secondHello,
            .versionMismatch(theirs: 2, ours: 1), .wrongRole(theirs: .hub, ours: .server),
            .unexpectedMessage("a batch"), .refused("No."),
        ]
        for error in errors { #expect("\(error)".hasSuffix(".")) }
        #expect("\(WireError.frameTooLarge(1 << 30))".contains("1073741824"))
    }

    private func lengthBytes(_ value: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }
}
