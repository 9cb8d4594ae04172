import Dispatch
package import Periscope
package import PeriscopeWire
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A viewer for tests: listens on a socket of its own and keeps what a probe sends.
package final class TestHub: Sendable {
    private struct Waiter: Sendable {
        let condition: @Sendable (Seen) -> Bool
        let continuation: CheckedContinuation<Seen?, Never>
    }

    private struct State {
        var seen = Seen()
        var isStopped = false
        var connections: [Int32] = []
        var waiting: [Int: Waiter] = [:]
        var nextWait = 0
    }

    package let path: String
    private let folder: String
    private let listener: Int32
    private let state = Mutex(State())

    package init() throws {
        var template = Array("/tmp/periscope-hub-XXXXXX".utf8CString)
        guard let folder = mkdtemp(&template) else { throw TestHubError(what: "mkdtemp", code: errno) }
        self.folder = String(cString: folder)
        path = self.folder + "/hub.sock"
        listener = socket(AF_UNIX, Self.streamType, 0)
        guard listener >= 0 else { throw TestHubError(what: "socket", code: errno) }
        try Self.listen(listener, at: path)
        BlockingThread.start { [self] in accept() }
    }

    /// A probe that is on, in whatever process, and sends to this hub.
    package func probe(_ options: ProbeOptions = ProbeOptions()) -> Probe {
        Probe(
            app: "test", enabled: .always, socket: path, options: options,
            surroundings: ProcessSurroundings(
                environment: ["PERISCOPE": "1"], arguments: ["test"], isDebugBuild: true, uid: getuid()))
    }

    /// A probe that is off.
    package static func probeOff() -> Probe {
        Probe(app: "test", enabled: .never)
    }

    package var seen: Seen { state.withLock { $0.seen } }

    /// What has come once the condition holds; throws after ten seconds.
    @discardableResult
    package func wait(
        _ what: String, until condition: @escaping @Sendable (Seen) -> Bool
    ) async throws -> Seen {
        let result: Seen? = await withCheckedContinuation { continuation in
            let place = state.withLock { state -> Int? in
                if condition(state.seen) { return nil }
                state.nextWait += 1
                state.waiting[state.nextWait] = Waiter(condition: condition, continuation: continuation)
                return state.nextWait
            }
            guard let place else { return continuation.resume(returning: seen) }
            DispatchQueue.global().asyncAfter(deadline: .now() + 10) { [self] in
                let waiter = state.withLock { $0.waiting.removeValue(forKey: place) }
                waiter?.continuation.resume(returning: nil)
            }
        }
        guard let result else { throw TestHubError(what: "waited in vain for \(what)", code: 0) }
        return result
    }

    /// The ended request of a path.
    package func ended(_ path: String) async throws -> SeenRequest {
        let seen = try await wait("the end of \(path)") { seen in seen.ended.contains { $0.path == path } }
        guard let request = seen.ended.first(where: { $0.path == path }) else {
            throw TestHubError(what: "no \(path)", code: 0)
        }
        return request
    }

    /// Asks all servers that are connected.
    package func ask(_ question: WirePlanRequest) {
        var envelope = WireEnvelope()
        envelope.planRequest = question
        guard let bytes = try? WireFrame.encode(envelope) else { return }
        for connection in state.withLock({ $0.connections }) { send(bytes, to: connection) }
    }

    package func stop() {
        let connections = state.withLock { state in
            state.isStopped = true
            defer { state.connections = [] }
            return state.connections
        }
        for connection in connections { shutdown(connection, Int32(SHUT_RDWR)) }
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
        unlink(path)
        rmdir(folder)
    }

    // MARK: The hub's threads

    private func accept() {
        while true {
            #if canImport(Darwin)
                let connection = Darwin.accept(listener, nil, nil)
            #elseif canImport(Musl)
                let connection = Musl.accept(listener, nil, nil)
            #else
                let connection = Glibc.accept(listener, nil, nil)
            #endif
            guard connection >= 0 else { return }
            state.withLock { $0.connections.append(connection) }
            BlockingThread.start { [self] in serve(connection) }
        }
    }

    private func serve(_ connection: Int32) {
        var session = WireSession(role: .hub)
        send(hello(), to: connection)
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { break }
            for event in session.receive(buffer[..<count]) { take(event) }
        }
        state.withLock { $0.connections.removeAll { $0 == connection } }
        close(connection)
    }

    private func take(_ event: WireEvent) {
        let ready = state.withLock { state -> [(Waiter, Seen)] in
            switch event {
            case .hello(let hello): state.seen.apply(hello)
            case .batch(let batch): state.seen.apply(batch)
            case .planAnswer(let answer): state.seen.apply(answer)
            default: return []
            }
            let met = state.waiting.filter { $0.value.condition(state.seen) }
            for key in met.keys { state.waiting[key] = nil }
            return met.values.map { ($0, state.seen) }
        }
        for (waiter, seen) in ready { waiter.continuation.resume(returning: seen) }
    }

    private func hello() -> [UInt8] {
        var hello = WireHello()
        hello.protocolMajor = WireLimits.protocolMajor
        hello.protocolMinor = WireLimits.protocolMinor
        hello.role = .hub
        var envelope = WireEnvelope()
        envelope.hello = hello
        return (try? WireFrame.encode(envelope)) ?? []
    }

    private func send(_ bytes: [UInt8], to connection: Int32) {
        _ = bytes.withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
    }

    private static var streamType: Int32 {
        #if canImport(Glibc)
            Int32(SOCK_STREAM.rawValue)
        #else
            SOCK_STREAM
        #endif
    }

    private static func listen(_ listener: Int32, at path: String) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #if canImport(Darwin)
            let listening = Darwin.listen(listener, 8)
        #elseif canImport(Musl)
            let listening = Musl.listen(listener, 8)
        #else
            let listening = Glibc.listen(listener, 8)
        #endif
        guard bound == 0, listening == 0 else { throw TestHubError(what: "bind \(path)", code: errno) }
    }
}

package struct TestHubError: Error, CustomStringConvertible {
    let what: String
    let code: Int32

    package var description: String { code == 0 ? what : "\(what): errno \(code)" }
}
