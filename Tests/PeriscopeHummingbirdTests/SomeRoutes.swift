import HTTPTypes
import Hummingbird
import NIOCore
import Periscope

struct Boom: Error, CustomStringConvertible {
    var description: String { "boom" }
}

/// Routes with every kind of answer.
enum SomeRoutes {
    static func add(to router: Router<BasicRequestContext>, probe: Probe) {
        router.get("plain") { _, _ in "hello" }
        router.get("books/:id/pages/:page") { _, context in "\(context.parameters)".isEmpty ? "" : "page" }
        router.get("teapot") { _, _ -> String in
            throw HTTPError(.init(code: 418), headers: [.retryAfter: "7"], message: "I'm a teapot")
        }
        router.get("unavailable") { _, _ -> String in throw HTTPError(.serviceUnavailable) }
        router.get("boom") { _, _ -> String in throw Boom() }
        router.get("json") { _, _ in
            Response(
                status: .created, headers: [.contentType: "application/json", .retryAfter: "1"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: #"{"a":1,"password":"geheim-123"}"#)))
        }
        router.get("image") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "image/png"],
                body: ResponseBody(byteBuffer: ByteBuffer(repeating: 7, count: 5000)))
        }
        router.get("nothing") { _, _ in Response(status: .noContent) }
        router.get("large") { _, _ in String(repeating: "0123456789", count: 10_000) }
        router.get("parts") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain"],
                body: ResponseBody(contentLength: 10) { writer in
                    try await writer.write(ByteBuffer(string: "01234"))
                    _ = probe.query("SELECT 'in parts'") { 1 }
                    try await writer.write(contentsOf: [ByteBuffer(string: "5"), ByteBuffer(string: "6789")])
                    try await writer.finish(nil)
                })
        }
        router.get("short-of-its-length") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain"],
                body: ResponseBody(contentLength: 10) { writer in
                    try await writer.write(ByteBuffer(string: "01234"))
                    throw Boom()
                })
        }
        router.get("stream") { _, _ in stream(probe, failing: false) }
        router.get("stream/fails") { _, _ in stream(probe, failing: true) }
        router.get("stream/trailers") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain", .trailer: "ETag"],
                body: ResponseBody { writer in
                    try await writer.write(ByteBuffer(string: "with trailers"))
                    try await writer.finish([.eTag: "13"])
                })
        }
        router.post("echo") { request, context in
            var request = request
            let body = try await request.collectBody(upTo: 1 << 22)
            return Response(
                status: .ok, headers: [.contentType: "text/plain"], body: ResponseBody(byteBuffer: body))
        }
        router.post("first-part") { request, _ in
            var parts = request.body.makeAsyncIterator()
            return "\(try await parts.next()?.readableBytes ?? 0 > 0)"
        }
        router.post("unread") { _, _ in "unread" }
        router.post("pipe") { request, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain"],
                body: ResponseBody { writer in
                    try await writer.write(request.body)
                    try await writer.finish(nil)
                })
        }
    }

    private static func stream(_ probe: Probe, failing: Bool) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody { writer in
                for number in 0..<5 {
                    _ = probe.query("SELECT \(number)") { 1 }
                    try await writer.write(ByteBuffer(string: "part \(number)\n"))
                    if failing, number == 2 { throw Boom() }
                }
                try await writer.finish(nil)
            })
    }
}
