import Hummingbird
import Logging
import NIOCore
import Periscope
import PeriscopeHummingbird
import ServiceLifecycle

/// One small app in two versions: with the probe's lines, or without any of them.
@main
struct TwinApp {
    struct Broken: Error {}

    static func main() async throws {
        let isWith = CommandLine.arguments.dropFirst().first == "with"
        let router = Router(options: .autoGenerateHeadEndpoints)
        var services: [any Service] = []
        if isWith {
            let probe = Probe(app: "twin")
            probe.bootstrap()
            router.add(middleware: PeriscopeMiddleware(probe))
            services = [probe]
        }
        addRoutes(to: router)
        var logger = Logger(label: "twin")
        logger.logLevel = .critical
        let app = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)), services: services,
            onServerRunning: { channel in
                print("port=\(channel.localAddress?.port ?? 0)")
                flushOutput()
            },
            logger: logger)
        try await app.runService()
    }

    static func addRoutes(to router: Router<BasicRequestContext>) {
        router.get("/text") { _, _ in "plain text" }
        router.get("/json/{id}") { _, context in
            Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(string: #"{"id":\#(context.parameters.get("id") ?? "0")}"#)))
        }
        router.get("/stream") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain"],
                body: .init { writer in
                    for number in 1...5 { try await writer.write(ByteBuffer(string: "chunk \(number)\n")) }
                    try await writer.finish(nil)
                })
        }
        router.get("/large") { _, _ in
            Response(status: .ok, body: .init(byteBuffer: ByteBuffer(repeating: 0x61, count: 300_000)))
        }
        router.post("/echo") { request, _ in
            Response(status: .ok, body: .init(byteBuffer: try await request.body.collect(upTo: 1 << 20)))
        }
        router.post("/ignore") { _, _ in "ignored" }
        router.get("/teapot") { _, _ -> String in throw HTTPError(.init(code: 418), message: "short and stout") }
        router.get("/error") { _, _ -> String in throw Broken() }
        router.get("/empty") { _, _ in HTTPResponse.Status.noContent }
    }
}
