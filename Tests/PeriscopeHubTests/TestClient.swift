import PeriscopeWire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The other end of a hub's socket, by plain system calls: a server, a reader, or nobody in particular.
final class TestClient {
    private let descriptor: Int32
    private var session: WireSession
    private var events: [WireEvent] = []
    private var isOpen = true

    /// - Parameter role: Whose session reads what comes.
    init?(_ path: String, role: WireRole = .server) {
        session = WireSession(role: role)
        #if canImport(Glibc)
            descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        #else
            descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
        #endif
        var address = TestClient.address(path)
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        // Read waits ten seconds at most, so that a test that goes wrong ends.
        var wait = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        if result != 0 { return nil }
    }

    deinit { hangUp() }

    static func address(_ path: String) -> sockaddr_un {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return address
    }

    /// Writes all of it, waiting where it must.
    ///
    /// False: the other side has closed.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { write($0) }
            if count <= 0 { return false }
            sent += count
        }
        return true
    }

    /// Writes what fits without waiting, and says how much that was.
    func sendWithoutWaiting(_ bytes: [UInt8]) -> Int {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { write($0, flags: Int32(MSG_DONTWAIT)) }
            if count <= 0 { break }
            sent += count
        }
        return sent
    }

    @discardableResult
    func send(_ message: WireEnvelope.OneOf_Message) -> Bool {
        var envelope = WireEnvelope()
        envelope.message = message
        return (try? WireFrame.encode(envelope)).map { send($0) } ?? false
    }

    /// The next message; nil at the end of the stream, or when nothing came.
    func receive() -> WireEvent? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while events.isEmpty {
            let count = read(descriptor, &buffer, buffer.count)
            if count <= 0 { return nil }
            events += session.receive(buffer.prefix(count))
        }
        return events.removeFirst()
    }

    /// All messages until the other side closes.
    func receiveAll() -> [WireEvent] {
        var all: [WireEvent] = []
        while let event = receive() { all.append(event) }
        return all
    }

    /// The question that a hub asks this server next.
    func question() -> WirePlanRequest? {
        while let event = receive() {
            if case .planRequest(let request) = event { return request }
        }
        return nil
    }

    /// What a hub wants of this server's profiler next.
    func profileRequest() -> WireProfileRequest? {
        while let event = receive() {
            if case .profileRequest(let request) = event { return request }
        }
        return nil
    }

    /// The plan that a hub passes on to this reader next.
    func plan() -> (app: UInt64, answer: WirePlanAnswer)? {
        while let event = receive() {
            if case .relay(let relay) = event, case .planAnswer(let answer) = relay.news { return (relay.app, answer) }
        }
        return nil
    }

    /// Closes without a word, as a killed process does.
    func hangUp() {
        if isOpen { close(descriptor) }
        isOpen = false
    }

    private func write(_ bytes: UnsafeRawBufferPointer, flags: Int32 = 0) -> Int {
        #if canImport(Darwin)
            Darwin.send(descriptor, bytes.baseAddress, bytes.count, flags)
        #elseif canImport(Musl)
            Musl.send(descriptor, bytes.baseAddress, bytes.count, flags | Int32(MSG_NOSIGNAL))
        #else
            Glibc.send(descriptor, bytes.baseAddress, bytes.count, flags | Int32(MSG_NOSIGNAL))
        #endif
    }
}

extension TestClient {
    /// A server that has said hello and heard the hub's.
    static func server(_ path: String, pid: UInt64 = 1, started: Int64 = 1, app: String = "app") -> TestClient? {
        guard let client = TestClient(path), client.send(.hello(serverHello(pid: pid, started: started, app: app))),
            case .hello = client.receive()
        else { return nil }
        return client
    }

    /// A reader that has said hello and heard the hub's.
    static func reader(_ path: String) -> TestClient? {
        guard let client = TestClient(path, role: .reader), client.send(.hello(WireFrame.hello(role: .reader))),
            case .hello = client.receive()
        else { return nil }
        return client
    }

    static func serverHello(pid: UInt64 = 1, started: Int64 = 1, app: String = "app") -> WireHello {
        var hello = WireFrame.hello(role: .server)
        hello.pid = pid
        hello.startedUnixNs = started
        hello.app = app
        return hello
    }
}

/// A batch that says its number.
func batch(_ number: UInt64, strings: [String] = [], bytes: Int = 0) -> WireEnvelope.OneOf_Message {
    var batch = WireBatch()
    batch.droppedRequests = number
    batch.strings = strings
    if bytes > 0 {
        var delta = WireRequestDelta()
        delta.head.path = String(repeating: "x", count: bytes)
        batch.requests = [delta]
    }
    return .batch(batch)
}
