import Foundation
import NIOCore
import Synchronization

/// Where the shop listens, known once it does: port 0 lets the system choose.
final class ServerAddress: Sendable {
    private let known = Mutex<URL?>(nil)
    private let announcements: AsyncStream<URL>
    private let announce: AsyncStream<URL>.Continuation

    init() {
        (announcements, announce) = AsyncStream.makeStream(of: URL.self, bufferingPolicy: .bufferingNewest(1))
    }

    var url: URL? { known.withLock { $0 } }

    func set(hostname: String, port: Int) {
        guard let url = URL(string: "http://\(hostname):\(port)") else { return }
        known.withLock { $0 = url }
        announce.yield(url)
        announce.finish()
    }

    /// Waits until the shop is open; nil when the wait is cancelled. For one waiter.
    func firstURL() async -> URL? {
        for await url in announcements { return url }
        return nil
    }
}
