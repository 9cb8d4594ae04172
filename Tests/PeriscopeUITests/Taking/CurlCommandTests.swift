import Foundation
import PeriscopeHistory
import PeriscopeUI
import Testing

@Suite("A request for curl")
struct CurlCommandTests {
    private func request(
        _ method: String = "GET", _ path: String = "/books", query: String = "", headers: [(String, String)] = [],
        body: String? = nil, type: String = "application/json", bytes: UInt64? = nil
    ) -> RequestRecord {
        var request = RequestRecord(id: RequestID(app: AppID(1), span: 7), sequence: 1)
        request.method = method
        request.path = path
        request.query = query
        request.scheme = "http"
        request.authority = "127.0.0.1:8080"
        request.httpVersion = "HTTP/1.1"
        request.requestHeaders =
            [AttributeRecord(key: "host", value: "127.0.0.1:8080")]
            + headers.map { AttributeRecord(key: $0.0, value: $0.1, mask: $0.1 == redacted ? 7 : 0) }
        if body != nil || bytes != nil {
            request.requestBody = BodyRecord(
                bytes: bytes ?? UInt64(body?.utf8.count ?? 0), text: body, contentType: type)
        }
        request.state = .finished
        return request
    }

    @Test("The plainest is the URL alone")
    func plain() {
        #expect(CurlCommand(request()).text == "curl 'http://127.0.0.1:8080/books'")
    }

    static let options: [(method: String, path: String, query: String, arguments: [String])] = [
        ("HEAD", "/", "", ["--head", "http://127.0.0.1:8080/"]),
        ("DELETE", "/a", "", ["-X", "DELETE", "http://127.0.0.1:8080/a"]),
        ("GET", "/a b", "q=ü#x", ["http://127.0.0.1:8080/a%20b?q=%C3%BC%23x"]),
        ("GET", "/a[1]", "x={2}", ["--globoff", "http://127.0.0.1:8080/a[1]?x={2}"]),
        ("GET", "/a/../b", "", ["--path-as-is", "http://127.0.0.1:8080/a/../b"]),
        ("GET", "/it's", "", ["http://127.0.0.1:8080/it's"]),
        ("$(id)", "/", "", ["-X", "$(id)", "http://127.0.0.1:8080/"]),
    ]

    @Test("The request line becomes options that say the same", arguments: options)
    func requestLine(method: String, path: String, query: String, arguments: [String]) throws {
        let command = CurlCommand(request(method, path, query: query))
        #expect(try ShellWords.ofCurl(command.text).arguments == arguments)
    }

    @Test("What the connection or curl itself says is left out, the rest is kept")
    func headers() throws {
        let headers = [
            ("accept", "*/*"), ("user-agent", "curl/8.0"), ("connection", "keep-alive, x-hop"), ("x-hop", "1"),
            ("content-length", "3"), ("transfer-encoding", "chunked"), ("accept-encoding", "gzip"), ("x-empty", ""),
            ("x-it", "it's \"quoted\" $HOME"),
        ]
        let command = CurlCommand(request("POST", headers: headers, body: "abc", type: ""))
        #expect(
            try ShellWords.ofCurl(command.text).arguments == [
                "--compressed", "http://127.0.0.1:8080/books", "-H", "accept-encoding: gzip", "-H", "x-empty;", "-H",
                "x-it: it's \"quoted\" $HOME", "-H", "content-type:", "--data-binary", "abc",
            ])
    }

    @Test("Another host than the one that is asked stays")
    func otherHost() throws {
        var other = request()
        other.requestHeaders = [AttributeRecord(key: "host", value: "shop.example")]
        #expect(try ShellWords.ofCurl(CurlCommand(other).text).arguments.suffix(2) == ["-H", "host: shop.example"])
    }

    @Test("A body arrives byte by byte, whatever it is", arguments: HostileTexts.all.filter { !$0.isEmpty })
    func bodies(body: String) throws {
        let command = CurlCommand(request("POST", headers: [("content-type", "text/plain")], body: body))
        let (arguments, input) = try ShellWords.ofCurl(command.text)
        if arguments.last == "@-" {
            #expect(input == Array(body.utf8))
        } else {
            #expect(arguments.last == body)
            #expect(arguments.dropLast().last == (body.hasPrefix("@") ? "--data-raw" : "--data-binary"))
        }
        // The clipboard takes control characters out, and must change nothing by it.
        let kept = command.text.unicodeScalars.allSatisfy {
            ($0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)) || $0 == "\n" || $0 == "\t"
        }
        #expect(kept, "\(command.text.debugDescription)")
    }

    @Test("Headers arrive as they are, or not at all and it is said", arguments: HostileTexts.all)
    func hostileHeaders(value: String) throws {
        let command = CurlCommand(request(headers: [("x-value", value)]))
        let (arguments, _) = try ShellWords.ofCurl(command.text)
        if command.text.hasPrefix("# ") {
            #expect(command.text.contains("The header x-value is left out"))
            #expect(arguments.count == 1)
        } else {
            #expect(arguments.last == (value.isEmpty ? "x-value;" : "x-value: " + value))
        }
    }

    @Test("A header whose name is none runs nothing")
    func hostileName() throws {
        for name in ["@/etc/passwd", "a b", "'; id; '", ""] {
            let command = CurlCommand(request(headers: [(name, "1")]))
            #expect(try ShellWords.ofCurl(command.text).arguments == ["http://127.0.0.1:8080/books"])
            #expect(command.text.hasPrefix("# A header is left out"))
        }
    }

    @Test("Without the whole body a comment says so, and nothing is sent unless a person brings it")
    func missingBody() throws {
        let cut = request("POST", body: "abc", bytes: 70_000)
        let binary = request("POST", body: nil, type: "image/png", bytes: 70_000)
        let parts = request("POST", body: "name: a", type: "multipart/form-data; boundary=x", bytes: 7)
        for request in [cut, binary, parts] {
            let command = CurlCommand(request).text
            #expect(command.hasPrefix("# Its body ("), "\(command)")
            #expect(command.hasSuffix("--data-binary @- < body"))
            #expect(try ShellWords.ofCurl(command).arguments.isEmpty, "curl is not run without the file")
        }
    }

    @Test("Masked values stay masks, and are told by name")
    func masked() {
        let headers = [("authorization", redacted), ("cookie", "session=[redacted]; theme=dark")]
        let command = CurlCommand(
            request(
                "POST", query: "token=[redacted]&q=1", headers: headers,
                body: #"{"user":"a","password":"[redacted]","pins":["[redacted]"]}"#))
        #expect(command.text.contains("-H 'authorization: [redacted]'"))
        #expect(
            command.masked == ["authorization", "cookie session", "query token", "body password", "body pins"])
    }

    @Test("A version or a scheme that curl would not speak by itself is said")
    func versions() {
        var old = request()
        old.httpVersion = "HTTP/1.0"
        #expect(CurlCommand(old).text.hasPrefix("curl --http1.0 "))
        old.httpVersion = "HTTP/2"
        #expect(CurlCommand(old).text.hasPrefix("curl --http2-prior-knowledge "))
        old.scheme = "https"
        #expect(CurlCommand(old).text == "curl --http2 'https://127.0.0.1:8080/books'")
    }
}
