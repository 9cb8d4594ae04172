import Foundation
import PeriscopeWire

/// A hub that keeps every byte a server sends, as it came.
final class RawHub {
    private let listener: Int32
    private var connection: Int32 = -1
    private(set) var bytes: [UInt8] = []

    init(path: String) throws {
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { field in
            field.copyBytes(from: path.utf8)
        }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0, listen(listener, 8) == 0 else { throw TestFailure("can't listen on \(path)") }
    }

    deinit {
        if connection >= 0 { close(connection) }
        close(listener)
    }

    /// Waits for a server and says hello to it.
    func acceptServer() throws {
        var waiting = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, 20_000) == 1 else { throw TestFailure("no server connected") }
        connection = accept(listener, nil, nil)
        var hello = WireHello()
        hello.protocolMajor = WireLimits.protocolMajor
        hello.role = .hub
        var envelope = WireEnvelope()
        envelope.hello = hello
        let frame = try WireFrame.encode(envelope)
        guard send(connection, frame, frame.count, 0) == frame.count else { throw TestFailure("hello was not sent") }
    }

    /// Reads on until the text has come.
    func readUntil(_ text: String) throws {
        _ = try eventually("«\(text)» on the socket", every: 1) {
            var waiting = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
            if poll(&waiting, 1, 100) == 1 {
                var piece = [UInt8](repeating: 0, count: 65_536)
                let count = recv(connection, &piece, piece.count, 0)
                if count > 0 { bytes += piece[..<count] }
            }
            return everything.contains(text) ? true : nil
        }
    }

    /// Each byte as one character, so that any text can be looked for.
    var everything: String { String(decoding: bytes, as: UTF8.self) }
}
