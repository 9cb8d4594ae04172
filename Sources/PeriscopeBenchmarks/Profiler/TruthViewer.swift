import Foundation
import PeriscopeHistory
import PeriscopeHub
import PeriscopeSymbols
import PeriscopeWire
import Synchronization

/// A viewer without a screen: takes in what the probe sends, and finds the names.
final class TruthViewer: Sendable {
    private struct State {
        var history = History(limits: HistoryLimits())
        var executable: ServerExecutable?
    }

    let folder: ScratchFolder
    private let hub: Hub
    private let news: AsyncStream<Void>.Continuation
    private let state = Mutex(State())

    init() throws {
        folder = try ScratchFolder()
        let (stream, news) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.news = news
        let inbox = HubInbox(wake: { news.yield() })
        hub = Hub(path: SocketPath(path: folder.socket, origin: .option), allowedUIDs: [], inbox: inbox)
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

    var history: History { state.withLock(\.history) }

    private func take(_ event: HubEvent) {
        state.withLock { state in
            switch event {
            case .appConnected(let app, let hello, let strings, let stacks, let modules, let nodes, let executable):
                state.executable = executable
                state.history.connect(
                    app: app, hello: hello, strings: strings, stacks: stacks, modules: modules, profileNodes: nodes,
                    at: 0)
            case .batch(let app, let batch): state.history.apply(batch, from: app, at: 0)
            case .sample(let app, let sample): state.history.apply(sample, from: app)
            case .appDisconnected(let app, let reason, let orderly):
                state.history.disconnect(app: app, reason: reason, orderly: orderly, at: 0)
            default: break
            }
        }
    }

    /// Names everything that the history holds; what has no name stays without.
    func findNames(environment: [String: String]) throws {
        let symbolizer = Symbolizer(tool: SymbolTool.find(environment: environment), timeout: .seconds(60))
        while true {
            let (unnamed, path) = state.withLock { state in
                (state.history.takeUnnamed(limit: Symbolizer.addressesPerCall), state.executable?.path ?? "")
            }
            if unnamed.isEmpty { return }
            for (build, addresses) in unnamed {
                let names = try symbolizer.name(addresses.map { SymbolAddress($0, .exact) }, in: path).get()
                var frames: [UInt64: [SourceFrame]] = [:]
                for (address, symbols) in names {
                    frames[address.address] = symbols.map {
                        SourceFrame(function: $0.function, path: $0.path, line: $0.line, isInlined: $0.isInlined)
                    }
                }
                state.withLock { $0.history.name(frames, of: build) }
            }
        }
    }
}
