import AdapterTesting
import Hummingbird
import Periscope
import PeriscopeWire
import Testing

@Suite("A request's body")
struct RequestBodyTests {
    private func served<R: Sendable>(
        options: ProbeOptions = ProbeOptions(),
        _ body: @escaping @Sendable (TestClient, TestHub) async throws -> R
    ) async throws -> R {
        try await TestServer.traced(options: options, SomeRoutes.add, body)
    }

    @Test("Text is captured as the handler reads it")
    func text() async throws {
        try await served { client, hub in
            let body = #"{"name":"Jane","age":41}"#
            let response = try await client.send(
                "POST", "/echo", headers: ["Content-Type: application/json"], body: body)
            #expect(response.body == body)
            let request = try await hub.ended("/echo")
            #expect(request.end?.requestBody.text == body)
            #expect(request.end?.requestBody.bytes == UInt64(body.utf8.count))
            #expect(request.end?.requestBody.contentType == "application/json")
        }
    }

    @Test("Chunks are captured and counted")
    func chunked() async throws {
        try await served { client, hub in
            let response = TestResponse(
                try await client.raw(
                    "POST /echo HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Type: text/plain\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n"))
            #expect(response.body == "abcdefg")
            let request = try await hub.ended("/echo")
            #expect(request.end?.requestBody.text == "abcdefg")
            #expect(request.end?.requestBody.bytes == 7)
        }
    }

    @Test("A large one is cut in the record and whole for the handler", arguments: [65_536, 65_537, 1_000_000])
    func large(bytes: Int) async throws {
        try await served { client, hub in
            let body = String(repeating: "x", count: bytes)
            let response = try await client.send("POST", "/echo", headers: ["Content-Type: text/plain"], body: body)
            #expect(response.body.utf8.count == bytes)
            let request = try await hub.ended("/echo")
            let captured = try #require(request.end?.requestBody)
            #expect(captured.bytes == UInt64(bytes))
            #expect(captured.text.utf8.count == min(bytes, 65_536))
            #expect(captured.truncatedBytes == UInt64(max(0, bytes - 65_536)))
            #expect(request.end?.responseBody.bytes == UInt64(bytes))
        }
    }

    @Test("One that is no text has a size and no more")
    func binary() async throws {
        try await served { client, hub in
            _ = try await client.send("POST", "/echo", headers: ["Content-Type: application/octet-stream"], body: "abc")
            let request = try await hub.ended("/echo")
            #expect(request.end?.requestBody.bytes == 3)
            #expect(request.end?.requestBody.hasText == false)
        }
    }

    @Test(
        "A handler that reads nothing, or one part, gets its answer, and the next request is well",
        arguments: [
            "/unread", "/first-part",
        ])
    func partly(path: String) async throws {
        try await served { client, hub in
            let body = String(repeating: "y", count: 300_000)
            let (first, second) = try await client.connected { connection in
                let headers = "Host: t\r\nContent-Type: text/plain\r\nContent-Length: \(body.utf8.count)"
                try connection.send("POST \(path) HTTP/1.1\r\n\(headers)\r\n\r\n\(body)")
                let first = connection.readResponse()
                try connection.send("GET /plain HTTP/1.1\r\nHost: t\r\n\r\n")
                return (first, connection.readResponse())
            }
            #expect(first.status == 200)
            #expect(second.body == "hello")
            let request = try await hub.ended(path)
            #expect(request.end?.requestBody.bytes == 300_000)
            let captured = request.end?.requestBody.text.utf8.count ?? 0
            #expect(path == "/unread" ? captured == 0 : captured > 0)
        }
    }

    @Test("One that is read while the response is written is captured")
    func pipe() async throws {
        try await served { client, hub in
            let response = try await client.send(
                "POST", "/pipe", headers: ["Content-Type: text/plain"], body: "through")
            #expect(response.unchunked == "through")
            let request = try await hub.ended("/pipe")
            #expect(request.end?.requestBody.text == "through")
            #expect(request.end?.responseBody.text == "through")
        }
    }

    @Test(
        "One that is broken off has the size that came, and the request is aborted",
        arguments: ["/echo", "/pipe"], ["text/plain", "application/octet-stream"])
    func brokenOff(path: String, type: String) async throws {
        try await served { client, hub in
            try await client.connected { connection in
                let headers = "Host: t\r\nContent-Type: \(type)\r\nContent-Length: 50000"
                try connection.send("POST \(path) HTTP/1.1\r\n\(headers)\r\n\r\nhello")
            }
            let request = try await hub.ended(path)
            let body = try #require(request.end?.requestBody)
            #expect(body.bytes == 5)
            #expect(body.truncatedBytes == 0)
            #expect(body.text == (type == "text/plain" ? "hello" : ""))
            #expect(request.end?.aborted == true)
            #expect(!request.isFailed)
        }
    }

    @Test("Malformed chunks are the fault of a client that is there")
    func malformed() async throws {
        try await served { client, hub in
            let response = TestResponse(
                try await client.raw(
                    "POST /echo HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Type: text/plain\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n"))
            #expect(response.status == 400)
            let request = try await hub.ended("/echo")
            #expect(request.status == 400)
            #expect(request.end?.aborted == false)
        }
    }

    @Test("A request without one has none")
    func none() async throws {
        try await served { client, hub in
            _ = try await client.get("/plain")
            #expect(try await hub.ended("/plain").end?.hasRequestBody == false)
        }
    }
}
