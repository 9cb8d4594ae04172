import AdapterTesting
import HTTPTypes
import Hummingbird
import Periscope
import PeriscopeHummingbird
import PeriscopeWire
import Testing

@Suite("Responses are the same bytes")
struct SameBytesTests {
    /// Raw requests to every kind of route.
    static let requests: [String] =
        [
            "/plain", "/books/1/pages/2", "/teapot", "/unavailable", "/boom", "/json", "/image", "/nothing", "/large",
            "/parts", "/short-of-its-length", "/stream", "/stream/fails", "/stream/trailers", "/nowhere",
            "/plain?x=%zz",
            "/%00", "//", "/plain/",
        ].flatMap { path in
            ["GET", "HEAD", "DELETE"].map { "\($0) \(path) HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n" }
        } + [
            post("/echo", "Content-Length: 5\r\n\r\nhello"),
            post("/echo", "Content-Length: 0\r\n\r\n"),
            post("/pipe", "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"),
            post("/unread", "Content-Length: 5\r\n\r\nhello"),
            post("/echo", "Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
            "GET /plain HTTP/1.0\r\nConnection: close\r\n\r\n",
            "nonsense\r\n\r\n",
        ]

    private static func post(_ path: String, _ rest: String) -> String {
        "POST \(path) HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Type: text/plain\r\n\(rest)"
    }

    private func answers(_ router: Router<BasicRequestContext>) async throws -> [String] {
        try await TestServer.run(router) { client in
            var answers: [String] = []
            for request in Self.requests {
                answers.append(TestResponse(try await client.raw(request)).withoutDate)
            }
            return answers
        }
    }

    @Test("with the probe on, with it off, and without the middleware")
    func same() async throws {
        let hub = try TestHub()
        defer { hub.stop() }
        let off = TestHub.probeOff()
        let plain = Router(options: .autoGenerateHeadEndpoints)
        SomeRoutes.add(to: plain, probe: off)
        let expected = try await answers(plain)
        for probe in [hub.probe(), off] {
            let router = Router(options: .autoGenerateHeadEndpoints)
            router.add(middleware: PeriscopeMiddleware(probe))
            SomeRoutes.add(to: router, probe: probe)
            let answers = try await answers(router)
            for ((request, answer), plain) in zip(zip(Self.requests, answers), expected) {
                #expect(answer == plain, "\(request)")
            }
        }
        #expect(expected.contains { $0.contains("I'm a teapot") })
    }

    @Test("A handler runs once")
    func once() async throws {
        let router = Router()
        let hub = try TestHub()
        defer { hub.stop() }
        router.add(middleware: PeriscopeMiddleware(hub.probe()))
        let counter = Counter()
        router.get("/once") { _, _ in "\(counter.next())" }
        router.get("/once/boom") { _, _ -> String in
            counter.next()
            throw Boom()
        }
        try await TestServer.run(router) { client in
            let first = try await client.get("/once")
            let second = try await client.get("/once/boom")
            #expect(first.body == "1")
            #expect(second.status == 500)
            #expect(counter.value == 2)
        }
    }
}
