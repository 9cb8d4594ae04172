import Foundation
import PeriscopeHub
import PeriscopeWire
import Synchronization

/// A viewer on a socket of its own that reads everything and keeps only counts.
final class ScratchHub: Sendable {
    /// What was heard from one app.
    struct Heard {
        var ended = 0
        var samples = 0
        var sample = WireProcessSample()
        var droppedRequests: UInt64 = 0
        /// Why it is not connected any more.
        var farewell: String?
    }

    private struct State {
        var names: [UInt64: String] = [:]
        var heard: [String: Heard] = [:]
    }

    let folder: ScratchFolder
    var socket: String { folder.socket }
    private let hub: Hub
    private let state = Mutex(State())
    private let news: AsyncStream<Void>.Continuation

    init() throws {
        folder = try ScratchFolder()
        let (stream, news) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let inbox = HubInbox(wake: { news.yield() })
        self.news = news
        hub = Hub(path: SocketPath(path: folder.socket, origin: .option), allowedUIDs: [], inbox: inbox)
        // Ends when the stream does; holds the inbox, not the hub.
        Task { [weak self] in
            for await _ in stream {
                for event in inbox.take() { self?.take(event) }
            }
        }
        try hub.start()
    }

    func stop() {
        hub.stop()
        news.finish()
    }

    func heard(from app: String) -> Heard {
        state.withLock { $0.heard[app] ?? Heard() }
    }

    /// The app's next process sample: what it says includes all that came before.
    func nextSample(from app: String) throws -> WireProcessSample {
        let before = heard(from: app).samples
        try wait(for: "figures of its process", from: app) { $0.samples > before }
        return heard(from: app).sample
    }

    /// Looks again every millisecond, for ten seconds at most.
    func wait(for what: String, from app: String, until isThere: (Heard) -> Bool) throws {
        for _ in 0..<10_000 {
            if isThere(heard(from: app)) { return }
            usleep(1_000)
        }
        let heard = heard(from: app)
        throw BenchmarkFailure(
            "\"\(app)\" did not send \(what) in ten seconds: \(heard.ended) requests came, it dropped "
                + "\(heard.droppedRequests); \(heard.farewell ?? "it is still connected").")
    }

    private func take(_ event: HubEvent) {
        state.withLock { state in
            switch event {
            case .appConnected(let app, let hello, _, _, _, _, _):
                state.names[app] = hello.app
            case .batch(let app, let batch):
                guard let name = state.names[app] else { return }
                state.heard[name, default: Heard()].ended += batch.requests.count { $0.hasEnd }
                state.heard[name, default: Heard()].droppedRequests = batch.droppedRequests
            case .appDisconnected(let app, let reason, _):
                guard let name = state.names[app] else { return }
                state.heard[name, default: Heard()].farewell = reason
            case .sample(let app, let sample):
                guard let name = state.names[app] else { return }
                state.heard[name, default: Heard()].samples += 1
                state.heard[name, default: Heard()].sample = sample
            default: break
            }
        }
    }
}

/// A folder of this run, gone when nothing holds it any more.
final class ScratchFolder: Sendable {
    private let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory.path(percentEncoded: false)
            + "periscope-benchmarks-\(ProcessInfo.processInfo.processIdentifier)-\(UInt32.random(in: .min ... .max))"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var socket: String { path + "/hub.sock" }
    /// Where nobody listens.
    var deadSocket: String { path + "/nobody.sock" }
}

/// A sentence that ends a run.
struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
