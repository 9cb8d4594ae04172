import AdapterTesting
import HTTPTypes
import Hummingbird
import Periscope
import PeriscopeHummingbird
import PeriscopeWire
import Testing

struct Outer: RouterMiddleware {
    typealias Context = BasicRequestContext
    let probe: Probe
    func handle(
        _ input: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        _ = probe.query("SELECT 'before'") { 1 }
        var response = try await next(input, context)
        _ = probe.query("SELECT 'after'") { 1 }
        response.headers[.server] = "outer"
        return response
    }
}

struct Inner: RouterMiddleware {
    typealias Context = BasicRequestContext
    func handle(
        _ input: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        if input.uri.path.hasSuffix("/closed") { return Response(status: .forbidden) }
        return try await next(input, context)
    }
}

/// In one suite, since whether any middleware is wrapped is known to the whole process.
@Suite("Wrapped middlewares")
struct MiddlewareSpanTests {
    private func served<R: Sendable>(
        _ body: @escaping @Sendable (TestClient, TestHub) async throws -> R
    ) async throws -> R {
        try await TestServer.traced(
            { router, probe in
                router.get("/bare/:id") { _, _ in "bare" }
                let group = router.group("/in").add(middleware: probe.traced(Outer(probe: probe)))
                    .add(middleware: probe.traced(Inner()))
                group.get("/open") { _, _ in
                    _ = probe.query("SELECT 'handler'") { 1 }
                    return "open"
                }
                group.get("/closed") { _, _ in "closed" }
                group.get("/boom") { _, _ -> String in throw Boom() }
            }, body)
    }

    @Test("Each has a span, and the handler is innermost", arguments: [1, 3])
    func nesting(times: Int) async throws {
        try await served { client, hub in
            for number in 1...times {
                let response = try await client.get("/in/open?\(number)")
                #expect(response.body == "open")
                #expect(response.header("server") == "outer")
            }
            let seen = try await hub.wait("all") { $0.ended.count == times }
            for request in seen.ended {
                #expect(request.spans(.middleware).map(\.name) == ["Outer", "Inner"])
                let outer = try #require(request.span(named: "Outer"))
                let inner = try #require(request.span(named: "Inner"))
                let handler = try #require(request.handler)
                #expect(request.spans(.handler).count == 1)
                #expect(outer.parent == request.id)
                #expect(inner.parent == outer.id)
                #expect(handler.parent == inner.id)
                #expect(outer.covers(inner) && inner.covers(handler))
                #expect(request.queries.map(\.sql) == ["SELECT 'before'", "SELECT 'handler'", "SELECT 'after'"])
                #expect(request.queries[0].parent == outer.id)
                #expect(request.queries[2].parent == outer.id)
            }
            // From the second request on the handler's span is there while it runs.
            if times > 1 { #expect(seen.ended.last?.queries[1].parent == seen.ended.last?.handler?.id) }
        }
    }

    @Test("One that answers by itself has no handler inside")
    func shortCircuit() async throws {
        try await served { client, hub in
            #expect(try await client.get("/in/closed").status == 403)
            let request = try await hub.ended("/in/closed")
            #expect(request.spans(.middleware).map(\.name) == ["Outer", "Inner"])
            #expect(request.handler == nil)
            #expect(request.status == 403)
        }
    }

    @Test("A route outside of their group has its handler and none of them")
    func outside() async throws {
        try await served { client, hub in
            for _ in 0..<2 { #expect(try await client.get("/bare/1").body == "bare") }
            let seen = try await hub.wait("two") { $0.ended.count == 2 }
            for request in seen.ended {
                #expect(request.spans.map(\.kind) == [.handler])
                #expect(request.handler?.name == "GET /bare/{id}")
            }
        }
    }

    @Test("An error is noted where it was thrown, and once as the request's")
    func error() async throws {
        try await served { client, hub in
            #expect(try await client.get("/in/boom").status == 500)
            let request = try await hub.ended("/in/boom")
            #expect(request.handler?.failure?.message == "boom")
            #expect(request.span(named: "Inner")?.failure == nil)
            #expect(request.span(named: "Outer")?.failure == nil)
            #expect(request.span(named: "Outer")?.status == .error)
            #expect(request.end?.failure.message == "boom")
        }
    }

    @Test("Without our middleware outside they record nothing and change nothing")
    func alone() async throws {
        let hub = try TestHub()
        defer { hub.stop() }
        let probe = hub.probe()
        let router = Router()
        router.add(middleware: probe.traced(Inner()))
        router.get("/open") { _, _ in "open" }
        try await TestServer.run(router) { client in
            let response = try await client.get("/open")
            #expect(response.body == "open")
            #expect(hub.seen.requests.allSatisfy { $0.spans.isEmpty })
        }
    }
}
