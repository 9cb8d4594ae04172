import AdapterTesting
import Hummingbird
import Logging
import NIOCore
import Periscope
import PeriscopeHummingbird

/// A router on a free port of the loopback, for as long as the body runs.
enum TestServer {
    static func run<Context: RequestContext, R: Sendable>(
        _ router: Router<Context>, _ body: @escaping @Sendable (TestClient) async throws -> R
    ) async throws -> R where Context.Source == ApplicationRequestContextSource {
        let (ports, port) = AsyncStream<Int>.makeStream()
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let app = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) },
            logger: logger)
        return try await withThrowingTaskGroup(of: R?.self) { group in
            group.addTask {
                try await app.run()
                return nil
            }
            group.addTask {
                for await port in ports { return try await body(TestClient(port: port)) }
                return nil
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw TestError(what: "the server ended")
        }
    }

    /// A router with the middleware first, and a hub that sees what it records.
    static func traced<R: Sendable>(
        options: ProbeOptions = ProbeOptions(), routerOptions: RouterOptions = [],
        _ routes: (Router<BasicRequestContext>, Probe) throws -> Void,
        _ body: @escaping @Sendable (TestClient, TestHub) async throws -> R
    ) async throws -> R {
        let hub = try TestHub()
        defer { hub.stop() }
        let probe = hub.probe(options)
        let router = Router(options: routerOptions)
        router.add(middleware: PeriscopeMiddleware(probe))
        try routes(router, probe)
        return try await run(router) { try await body($0, hub) }
    }
}

struct TestError: Error, CustomStringConvertible {
    let what: String
    var description: String { what }
}
