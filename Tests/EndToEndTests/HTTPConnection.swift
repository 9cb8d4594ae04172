import Foundation

struct HTTPAnswer {
    let status: Int
    /// The head and the body as they came, but for the line of the `date` header.
    let rawWithoutDate: [UInt8]
    let body: String
}

/// A blocking HTTP/1.1 connection of few features, so that a test sees the very bytes.
final class HTTPConnection {
    private let descriptor: Int32
    private let port: UInt16

    init(port: UInt16) throws {
        self.port = port
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            close(descriptor)
            throw TestFailure("port \(port): \(String(cString: strerror(errno)))")
        }
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    /// Sends the request without waiting for its answer.
    func begin(_ method: String, _ target: String, headers: [(String, String)] = [], body: String? = nil) throws {
        var text = "\(method) \(target) HTTP/1.1\r\nhost: 127.0.0.1:\(port)\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        if let body { text += "content-length: \(body.utf8.count)\r\n" }
        text += "\r\n" + (body ?? "")
        let bytes = Array(text.utf8)
        let count = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        guard count == bytes.count else { throw TestFailure("could not send \(method) \(target)") }
    }

    func send(
        _ method: String, _ target: String, headers: [(String, String)] = [], body: String? = nil
    ) throws -> HTTPAnswer {
        try begin(method, target, headers: headers, body: body)
        return try readAnswer(hasBody: method != "HEAD")
    }

    /// Bytes that came after the last answer.
    private var rest: [UInt8] = []

    private func readMore() throws {
        var piece = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &piece, piece.count, 0)
        guard count > 0 else { throw TestFailure("the server closed or was silent for 30 s") }
        rest += piece[..<count]
    }

    private func takeLine() throws -> String {
        while true {
            if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: rest[..<end], as: UTF8.self)
                rest.removeSubrange(...end)
                return line.trimmingCharacters(in: ["\r"])
            }
            try readMore()
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while rest.count < count { try readMore() }
        defer { rest.removeFirst(count) }
        return Array(rest[..<count])
    }

    func readAnswer(hasBody: Bool = true) throws -> HTTPAnswer {
        var raw = ""
        let first = try takeLine()
        raw += first + "\n"
        var headers: [String: String] = [:]
        while case let line = try takeLine(), !line.isEmpty {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            headers[parts[0].lowercased()] = parts.count > 1 ? parts[1] : ""
            if parts[0].lowercased() != "date" { raw += line + "\n" }
        }
        let body = hasBody ? try readBody(headers) : []
        let status = Int(first.split(separator: " ").dropFirst().first ?? "") ?? 0
        return HTTPAnswer(
            status: status, rawWithoutDate: Array(raw.utf8) + body, body: String(decoding: body, as: UTF8.self))
    }

    private func readBody(_ headers: [String: String]) throws -> [UInt8] {
        if let length = headers["content-length"].flatMap(Int.init) { return try take(length) }
        guard headers["transfer-encoding"] == "chunked" else { return [] }
        var body: [UInt8] = []
        while true {
            let size = Int(try takeLine(), radix: 16) ?? 0
            body += try take(size)
            _ = try takeLine()
            if size == 0 { return body }
        }
    }
}
