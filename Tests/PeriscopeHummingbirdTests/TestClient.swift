import AdapterTesting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Speaks HTTP over a socket of its own, byte by byte.
struct TestClient: Sendable {
    let port: Int

    /// What came back until the server closed, as raw text.
    func raw(_ request: String) async throws -> String {
        try await connected { connection in
            try connection.send(request)
            return String(decoding: connection.readToEnd(), as: UTF8.self)
        }
    }

    /// One request on one connection.
    func send(
        _ method: String, _ target: String, headers: [String] = [], body: String? = nil
    ) async throws -> TestResponse {
        var lines = ["\(method) \(target) HTTP/1.1", "Host: test.local", "Connection: close"] + headers
        if let body { lines.append("Content-Length: \(body.utf8.count)") }
        return TestResponse(try await raw(lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")))
    }

    func get(_ target: String, headers: [String] = []) async throws -> TestResponse {
        try await send("GET", target, headers: headers)
    }

    /// Runs blocking calls off the tasks' threads.
    func connected<R: Sendable>(_ body: @escaping @Sendable (TestConnection) throws -> R) async throws -> R {
        try await withCheckedThrowingContinuation { continuation in
            BlockingThread.start {
                continuation.resume(
                    with: Result {
                        let connection = try TestConnection(port: port)
                        defer { connection.close() }
                        return try body(connection)
                    })
            }
        }
    }
}

/// A blocking connection with a limit of ten seconds on each read.
final class TestConnection {
    private let descriptor: Int32

    init(port: Int) throws {
        #if canImport(Glibc)
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard result == 0 else { throw TestError(what: "connect: \(errno)") }
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    func send(_ text: String) throws {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw TestError(what: "write: \(errno)") }
            bytes = bytes.dropFirst(count)
        }
    }

    func readSome() -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = read(descriptor, &buffer, buffer.count)
        return count > 0 ? Array(buffer[..<count]) : []
    }

    func readToEnd() -> [UInt8] {
        var all: [UInt8] = []
        while true {
            let some = readSome()
            if some.isEmpty { return all }
            all += some
        }
    }

    /// Reads one response that has a length, and leaves the connection open.
    func readResponse() -> TestResponse {
        var text = ""
        while true {
            let response = TestResponse(text)
            if let length = response.header("content-length").flatMap({ Int($0) }), response.body.utf8.count >= length {
                return response
            }
            let some = readSome()
            if some.isEmpty { return response }
            text += String(decoding: some, as: UTF8.self)
        }
    }

    /// Goes away without a word: the other end's writes fail.
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    }

    func close() {
        #if canImport(Glibc)
            Glibc.close(descriptor)
        #elseif canImport(Musl)
            Musl.close(descriptor)
        #else
            Darwin.close(descriptor)
        #endif
    }
}
