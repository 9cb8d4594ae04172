import AdapterTesting
import HTTPTypes
import Hummingbird
import NIOCore
import Periscope
import PeriscopeWire
import Testing

@Suite("A streamed response")
struct StreamTests {
    @Test("It ends with its last byte, and its queries belong to it")
    func queries() async throws {
        try await TestServer.traced(SomeRoutes.add) { client, hub in
            let response = try await client.get("/stream")
            #expect(response.unchunked == (0..<5).map { "part \($0)\n" }.joined())
            let request = try await hub.ended("/stream")
            let end = try #require(request.end)
            #expect(request.status == 200)
            #expect(end.streamed)
            #expect(!end.aborted)
            #expect(end.responseBody.text == response.unchunked)
            #expect(end.responseBody.bytes == 35)
            #expect(request.queries.map(\.sql) == (0..<5).map { "SELECT \($0)" })
            let body = try #require(request.span(named: "response body"))
            #expect(request.queries.allSatisfy { $0.parent == body.id })
            #expect(request.handler?.end ?? .max <= body.start)
            #expect(end.handledNs <= body.start)
        }
    }

    @Test("An error after the head is a failure of a request that was answered")
    func failure() async throws {
        try await TestServer.traced(SomeRoutes.add) { client, hub in
            _ = try await client.get("/stream/fails")
            let request = try await hub.ended("/stream/fails")
            #expect(request.status == 200)
            #expect(request.end?.failure.message == "boom")
            #expect(request.end?.aborted == false)
            #expect(request.span(named: "response body")?.status == .error)
        }
    }

    @Test("A client that goes away aborts it")
    func disconnect() async throws {
        try await TestServer.traced({ router, _ in
            router.get("/endless") { _, _ in
                Response(
                    status: .ok, headers: [.contentType: "text/plain"],
                    body: ResponseBody { writer in
                        while true {
                            try await writer.write(ByteBuffer(repeating: 46, count: 10_000))
                            try await Task.sleep(for: .milliseconds(1))
                        }
                    })
            }
        }) { client, hub in
            try await client.connected { connection in
                try connection.send("GET /endless HTTP/1.1\r\nHost: t\r\n\r\n")
                // More than the first piece, so that one was written to its end.
                var seen = 0
                while case let some = connection.readSome(), !some.isEmpty, seen < 20_000 { seen += some.count }
                connection.reset()
            }
            let request = try await hub.ended("/endless")
            #expect(request.end?.aborted == true)
            #expect(request.end?.streamed == true)
            #expect(!request.isFailed)
            #expect(request.end?.responseBody.bytes ?? 0 >= 10_000)
            #expect(request.end?.responseBody.text.utf8.count ?? 0 <= 65_536)
        }
    }

    @Test("It is seen as streaming while it is written")
    func streaming() async throws {
        let (release, releaser) = AsyncStream<Void>.makeStream()
        try await TestServer.traced({ router, _ in
            router.get("/slow") { _, _ in
                Response(
                    status: .ok, headers: [.contentType: "text/event-stream"],
                    body: ResponseBody { writer in
                        try await writer.write(ByteBuffer(string: "data: 1\n\n"))
                        for await _ in release { break }
                        try await writer.finish(nil)
                    })
            }
        }) { client, hub in
            async let response = client.get("/slow")
            try await hub.wait("a stream that runs") { seen in
                seen.request(at: "/slow").map { $0.isStreaming && $0.end == nil } == true
            }
            releaser.yield()
            #expect(try await response.unchunked == "data: 1\n\n")
            #expect(try await hub.ended("/slow").end?.streamed == true)
        }
    }
}
