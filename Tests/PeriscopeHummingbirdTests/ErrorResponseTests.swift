import AdapterTesting
import HTTPTypes
import Hummingbird
import NIOCore
import Periscope
import PeriscopeHummingbird
import PeriscopeWire
import Testing

/// An app's own error, which counts how often it is asked for its response.
struct CountingError: HTTPResponseError {
    let counter: Counter
    var status: HTTPResponse.Status { .conflict }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        Response(status: status, body: ResponseBody(byteBuffer: ByteBuffer(string: "\(counter.next())")))
    }
}

struct FailingEncoder: ResponseEncoder {
    func encode(_ value: some Encodable, from request: Request, context: some RequestContext) throws -> Response {
        throw Boom()
    }
}

struct FailingEncoderContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    var responseEncoder: FailingEncoder { FailingEncoder() }

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
    }
}

@Suite("The response of a thrown error")
struct ErrorResponseTests {
    private func expectSame(_ request: SeenRequest, as response: TestResponse) {
        let sent = response.headers.filter { !$0.lowercased().hasPrefix("date:") }.map { $0.lowercased() }
        #expect(request.responseHeaders.map { "\($0.name): \($0.value)".lowercased() } == sent)
        #expect(request.status == response.status)
        #expect(request.end?.responseBody.text == response.body)
        #expect(request.end?.responseBody.bytes == UInt64(response.body.utf8.count))
        #expect(request.end?.responseBody.truncatedBytes == 0)
        #expect(!request.isFailed)
    }

    @Test(
        "It is recorded as the client gets it", arguments: ["GET", "HEAD"],
        ["/teapot", "/unavailable", "/nowhere"])
    func same(method: String, path: String) async throws {
        try await TestServer.traced(routerOptions: .autoGenerateHeadEndpoints, SomeRoutes.add) { client, hub in
            let response = try await client.send(method, path)
            #expect(response.body.isEmpty == (path != "/teapot"))
            expectSame(try await hub.ended(path), as: response)
        }
    }

    @Test("So is one to which a middleware added headers")
    func edited() async throws {
        try await TestServer.traced({ router, probe in
            router.add(middleware: CORSMiddleware(allowOrigin: .all))
            SomeRoutes.add(to: router, probe: probe)
        }) { client, hub in
            let response = try await client.get("/teapot", headers: ["Origin: https://example.org"])
            #expect(response.header("access-control-allow-origin") == "*")
            expectSame(try await hub.ended("/teapot"), as: response)
        }
    }

    @Test("Of a body over the limit, or with bodies turned off, the size alone", arguments: [true, false])
    func sizeOnly(bodies: Bool) async throws {
        try await TestServer.traced(
            options: ProbeOptions(bodies: bodies),
            { router, _ in
                router.get("/long") { _, _ -> String in
                    throw HTTPError(.badRequest, message: String(repeating: "x", count: bodies ? 70_000 : 7))
                }
            }
        ) { client, hub in
            let response = try await client.get("/long")
            let request = try await hub.ended("/long")
            let body = try #require(request.end?.responseBody)
            #expect(body.bytes == UInt64(response.body.utf8.count))
            #expect(!body.hasText)
        }
    }

    @Test("An error of the app's own is asked once")
    func counting() async throws {
        let counter = Counter()
        try await TestServer.traced({ router, _ in
            router.get("/own") { _, _ -> String in throw CountingError(counter: counter) }
        }) { client, hub in
            let response = try await client.get("/own")
            #expect(response.body == "1")
            #expect(try await hub.ended("/own").status == 409)
            #expect(counter.value == 1)
        }
    }

    @Test("An encoder that fails is the client's 500 and no one else's")
    func failing() async throws {
        let hub = try TestHub()
        defer { hub.stop() }
        let router = Router(context: FailingEncoderContext.self)
        router.add(middleware: PeriscopeMiddleware(hub.probe()))
        router.get("/fails") { _, _ -> Response in
            throw HTTPError(.badRequest, headers: [.retryAfter: "7"], message: "no")
        }
        try await TestServer.run(router) { client in
            #expect(try await client.get("/fails").status == 500)
            let request = try await hub.ended("/fails")
            #expect(request.responseHeaders.contains { $0.name == "retry-after" && $0.value == "7" })
            #expect(request.end?.hasResponseBody == false)
        }
    }
}
