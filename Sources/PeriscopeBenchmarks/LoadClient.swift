import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One keep-alive connection that asks for the same page again and again, each time when the answer is there.
final class LoadClient {
    private let socket: Int32
    private let request: [UInt8]
    private var answer = [UInt8](repeating: 0, count: 64 << 10)
    /// Every answer has the size of the first.
    private var answerBytes = 0

    init(port: UInt16, path: String) throws {
        #if canImport(Glibc)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        socket = Self.open(AF_INET, kind, 0)
        request = Array(
            """
            GET \(path) HTTP/1.1\r
            Host: 127.0.0.1:\(port)\r
            User-Agent: curl/8.5.0\r
            Accept: */*\r
            \r

            """.utf8)
        try connect(to: port)
        try readFirstAnswer()
    }

    deinit {
        close(socket)
    }

    /// Asks once; returns how long the answer took, in nanoseconds.
    func ask() throws -> UInt64 {
        let start = Stopwatch.wall()
        guard send(socket, request, request.count, 0) == request.count else { throw Self.cut }
        var received = 0
        while received < answerBytes { received += try receive(into: received) }
        guard received == answerBytes else {
            throw BenchmarkFailure("An answer was of another size than the first.")
        }
        return Stopwatch.wall() - start
    }

    private static let cut = BenchmarkFailure("A server closed its connection in the middle of a run.")

    private static func open(_ family: Int32, _ kind: Int32, _ proto: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.socket(family, kind, proto)
        #elseif canImport(Musl)
            Musl.socket(family, kind, proto)
        #else
            Darwin.socket(family, kind, proto)
        #endif
    }

    private func connect(to port: UInt16) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Self.join(socket, $0, size) }
        }
        guard result == 0 else { throw BenchmarkFailure("Nobody listens on port \(port).") }
        var isOn: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func join(_ socket: Int32, _ address: UnsafePointer<sockaddr>, _ size: socklen_t) -> Int32 {
        #if canImport(Glibc)
            Glibc.connect(socket, address, size)
        #elseif canImport(Musl)
            Musl.connect(socket, address, size)
        #else
            Darwin.connect(socket, address, size)
        #endif
    }

    private func receive(into position: Int) throws -> Int {
        let count = answer.withUnsafeMutableBytes { bytes in
            recv(socket, bytes.baseAddress.map { $0 + position }, bytes.count - position, 0)
        }
        guard count > 0 else { throw Self.cut }
        return count
    }

    /// Reads on until the length that the head says is there.
    private func readFirstAnswer() throws {
        guard send(socket, request, request.count, 0) == request.count else { throw Self.cut }
        var received = 0
        while true {
            received += try receive(into: received)
            let text = String(decoding: answer[..<received], as: UTF8.self)
            guard let head = text.components(separatedBy: "\r\n\r\n").first, head != text else { continue }
            guard head.hasPrefix("HTTP/1.1 200"), let length = Self.contentLength(in: head) else {
                throw BenchmarkFailure("The server does not answer as it should: \(head)")
            }
            answerBytes = head.utf8.count + 4 + length
            if received >= answerBytes { return }
        }
    }

    private static func contentLength(in head: String) -> Int? {
        head.lowercased().components(separatedBy: "content-length: ").dropFirst().first
            .flatMap { Int($0.prefix(while: \.isNumber)) }
    }
}
