import Foundation
import Synchronization

/// Where the shop listens.
///
/// The port is known once it does: 0 lets the system choose.
final class ServerAddress: Sendable {
    /// The address for programs on this machine to connect to.
    let hostname: String
    private let port = Mutex<Int?>(nil)
    private let announcements: AsyncStream<Int>
    private let announce: AsyncStream<Int>.Continuation

    init(hostname: String) {
        self.hostname = hostname == "0.0.0.0" ? "127.0.0.1" : hostname
        (announcements, announce) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
    }

    var url: URL? {
        let host = hostname.contains(":") ? "[\(hostname)]" : hostname
        return port.withLock { $0 }.flatMap { URL(string: "http://\(host):\($0)") }
    }

    func open(port: Int) {
        self.port.withLock { $0 = port }
        announce.yield(port)
        announce.finish()
    }

    /// Waits until the shop is open; nil when the wait is cancelled.
    ///
    /// For one waiter.
    func firstPort() async -> Int? {
        for await port in announcements { return port }
        return nil
    }
}
