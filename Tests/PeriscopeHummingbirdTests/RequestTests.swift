import AdapterTesting
import HTTPTypes
import Hummingbird
import NIOCore
import Periscope
import PeriscopeHummingbird
import PeriscopeWire
import Testing

@Suite("A request")
struct RequestTests {
    private func served<R: Sendable>(
        options: ProbeOptions = ProbeOptions(), routerOptions: RouterOptions = [],
        _ body: @escaping @Sendable (TestClient, TestHub) async throws -> R
    ) async throws -> R {
        try await TestServer.traced(options: options, routerOptions: routerOptions, SomeRoutes.add, body)
    }

    @Test("It has its method, path, query, headers, route and parameters")
    func head() async throws {
        try await served { client, hub in
            let response = try await client.get("/books/7/pages/a%20b?x=1&y=%20", headers: ["X-One: 1", "X-ONE: 2"])
            #expect(response.status == 200)
            let request = try await hub.ended("/books/7/pages/a%20b")
            #expect(request.method == "GET")
            #expect(request.head.query == "x=1&y=%20")
            #expect(request.head.authority == "test.local")
            #expect(request.header("host") == "test.local")
            #expect(request.headers.filter { $0.name == "x-one" }.map(\.value) == ["1", "2"])
            #expect(request.route == "/books/{id}/pages/{page}")
            #expect(request.parameters.keys.sorted() == ["id", "page"])
            #expect(request.parameters["id"] == "7")
            #expect(request.status == 200)
            #expect(!request.isFailed)
            #expect(request.end?.streamed == false)
            #expect(request.end?.responseBody.text == "page")
            #expect(request.end?.responseBody.bytes == 4)
            #expect(request.responseHeaders.contains { $0.name == "content-length" && $0.value == "4" })
            #expect(request.end?.handledNs ?? 0 > request.head.startNs)
            #expect(hub.seen.adapters == ["hummingbird"])
        }
    }

    @Test("The trace that a client names goes on")
    func traceparent() async throws {
        try await served { client, hub in
            _ = try await client.get(
                "/plain", headers: ["traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"])
            let request = try await hub.ended("/plain")
            #expect(request.head.remoteParent == 0xb7ad_6b71_6920_3331)
            #expect(request.head.traceID.first == 0x0a)
        }
    }

    @Test("Its handler is a span in it")
    func handler() async throws {
        try await served { client, hub in
            _ = try await client.get("/plain")
            let request = try await hub.ended("/plain")
            let handler = try #require(request.handler)
            #expect(handler.name == "GET /plain")
            #expect(handler.parent == request.id)
            #expect(handler.status == .ok)
            #expect(request.spans.count == 1)
        }
    }

    @Test("One that nothing matches has no route and is no failure")
    func notFound() async throws {
        try await served { client, hub in
            #expect(try await client.get("/nowhere").status == 404)
            let request = try await hub.ended("/nowhere")
            #expect(request.status == 404)
            #expect(request.route == nil)
            #expect(!request.isFailed)
            #expect(request.handler?.name == "GET")
            #expect(request.handler?.status == .ok)
        }
    }

    @Test("An error that makes a response is a response", arguments: [("/teapot", 418), ("/unavailable", 503)])
    func httpError(path: String, status: Int) async throws {
        try await served { client, hub in
            #expect(try await client.get(path).status == status)
            let request = try await hub.ended(path)
            #expect(request.status == status)
            #expect(!request.isFailed)
            #expect(request.route == path)
            #expect(request.handler?.failure?.type.contains("HTTPError") == true)
            #expect(request.handler?.status == (status < 500 ? .ok : .error))
            if status == 418 {
                #expect(request.responseHeaders.contains { $0.name == "retry-after" && $0.value == "7" })
            }
        }
    }

    @Test("Any other error is a failure with status 500")
    func failure() async throws {
        try await served { client, hub in
            #expect(try await client.get("/boom").status == 500)
            let request = try await hub.ended("/boom")
            #expect(request.status == 500)
            #expect(request.end?.failure.message == "boom")
            #expect(request.end?.failure.type.hasSuffix("Boom") == true)
            #expect(request.handler?.status == .error)
        }
    }

    @Test("Bodies that are no text have a size and no more", arguments: [("/image", 5000), ("/large", 100_000)])
    func sizeOnly(path: String, bytes: UInt64) async throws {
        try await served { client, hub in
            _ = try await client.get(path)
            let request = try await hub.ended(path)
            #expect(request.end?.responseBody.bytes == bytes)
            #expect(request.end?.responseBody.hasText == false)
        }
    }

    @Test("Bodies can be turned off")
    func bodiesOff() async throws {
        try await served(options: ProbeOptions(bodies: false)) { client, hub in
            _ = try await client.send("POST", "/echo", headers: ["Content-Type: text/plain"], body: "hello")
            let request = try await hub.ended("/echo")
            #expect(request.end?.responseBody.bytes == 5)
            #expect(request.end?.responseBody.hasText == false)
            #expect(request.end?.requestBody.bytes == 5)
            #expect(request.end?.requestBody.hasText == false)
        }
    }

    @Test("Secrets in headers, query and bodies are masked")
    func secrets() async throws {
        try await served { client, hub in
            let response = try await client.get(
                "/json?token=verborgen1&page=2",
                headers: ["Authorization: Bearer abc-def-ghi", "Cookie: session=s3cr3t-value"])
            #expect(response.body == #"{"a":1,"password":"geheim-123"}"#)
            let request = try await hub.ended("/json")
            #expect(request.status == 201)
            #expect(request.end?.responseBody.text.contains("geheim") == false)
            #expect(request.header("authorization") == "[redacted]")
            #expect(request.head.query.contains("verborgen1") == false)
            #expect(request.head.query.contains("page=2"))
        }
    }

    @Test("A body that a closure writes is one buffer, and its queries belong to the request")
    func parts() async throws {
        try await served { client, hub in
            let response = try await client.get("/parts")
            #expect(response.body == "0123456789")
            let request = try await hub.ended("/parts")
            #expect(request.end?.responseBody.text == "0123456789")
            #expect(request.end?.streamed == false)
            #expect(request.queries.map(\.sql) == ["SELECT 'in parts'"])
        }
    }

    @Test("A closure that fails before its length is reached is a failure")
    func shortOfItsLength() async throws {
        try await served { client, hub in
            _ = try await client.get("/short-of-its-length")
            let request = try await hub.ended("/short-of-its-length")
            #expect(request.end?.failure.message == "boom")
            #expect(request.end?.responseBody.text == "01234")
        }
    }

    @Test("An automatic HEAD ends, and runs no body", arguments: ["/plain", "/large", "/stream", "/parts"])
    func head(path: String) async throws {
        try await served(routerOptions: .autoGenerateHeadEndpoints) { client, hub in
            let response = try await client.send("HEAD", path)
            #expect(response.status == 200)
            #expect(response.body.isEmpty)
            let request = try await hub.ended(path)
            #expect(request.method == "HEAD")
            #expect(request.status == 200)
            #expect(request.end?.aborted == false)
            #expect(request.end?.streamed == false)
            #expect(request.queries.isEmpty)
        }
    }

    @Test("A remote address is there if the app's context knows it")
    func remoteAddress() async throws {
        struct Context: RemoteAddressRequestContext {
            var coreContext: CoreRequestContextStorage
            let remoteAddress: SocketAddress?

            init(source: ApplicationRequestContextSource) {
                coreContext = CoreRequestContextStorage(source: source)
                remoteAddress = source.channel.remoteAddress
            }
        }
        let hub = try TestHub()
        defer { hub.stop() }
        let router = Router(context: Context.self)
        router.add(middleware: PeriscopeMiddleware(hub.probe()))
        router.get("/who") { _, _ in "you" }
        try await TestServer.run(router) { client in
            _ = try await client.get("/who")
            #expect(try await hub.ended("/who").head.remoteAddress == "127.0.0.1")
        }
    }

    @Test("Static files are requests without a route")
    func files() async throws {
        let folder = try TestFolder([
            "style.css": "body { color: red }", "big.bin": String(repeating: "x", count: 200_000),
        ])
        defer { folder.remove() }
        try await TestServer.traced({ router, _ in
            router.add(middleware: FileMiddleware<BasicRequestContext, LocalFileSystem>(folder.path))
        }) { client, hub in
            #expect(try await client.get("/style.css").body == "body { color: red }")
            let css = try await hub.ended("/style.css")
            #expect(css.status == 200)
            #expect(css.route == nil)
            #expect(css.end?.responseBody.text == "body { color: red }")
            #expect(try await client.get("/big.bin").body.utf8.count == 200_000)
            #expect(try await hub.ended("/big.bin").end?.responseBody.bytes == 200_000)
            let part = try await client.get("/style.css?range", headers: ["Range: bytes=0-3"])
            #expect(part.body == "body")
            #expect(try await client.get("/missing.css").status == 404)
        }
    }

    @Test("A thousand requests on sixteen connections get their own queries and no one else's")
    func attribution() async throws {
        try await TestServer.traced({ router, probe in
            router.get("/n/:number") { _, context in
                let number = try context.parameters.require("number")
                for step in 0..<3 {
                    _ = await probe.query("SELECT \(number), \(step)") {
                        await Task.yield()
                        return 1
                    }
                }
                return number
            }
        }) { client, hub in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for worker in 0..<16 {
                    group.addTask {
                        try await client.connected { connection in
                            for number in stride(from: worker, to: 1000, by: 16) {
                                try connection.send("GET /n/\(number) HTTP/1.1\r\nHost: t\r\n\r\n")
                                guard connection.readResponse().body == "\(number)" else {
                                    throw TestError(what: "wrong answer to \(number)")
                                }
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let seen = try await hub.wait("a thousand requests") { $0.ended.count + Int($0.droppedRequests) >= 1000 }
            #expect(seen.droppedRequests == 0)
            #expect(Set(seen.ended.map(\.path)).count == 1000)
            for request in seen.ended {
                let number = request.path.dropFirst(3)
                #expect(request.queries.map(\.sql) == (0..<3).map { "SELECT \(number), \($0)" })
                // Another suite wraps middlewares: then a route's first requests get their handler span at their end.
                #expect(request.queries.allSatisfy { [request.handler?.id, request.id].contains($0.parent) })
                #expect(request.spans(.handler).count == 1)
                #expect(request.dropped == 0)
            }
        }
    }
}
