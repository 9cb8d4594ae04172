import Foundation
import PeriscopeHistory
import PeriscopeWire
import Testing

@Suite("HTTP archives")
struct HARFileTests {
    private func history() -> (History, [RequestID]) {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.head(16, start: 1_000_000, query: "page=2&q=a%20b")
        delta.head.method = feed.intern("POST")
        delta.head.headers = [
            feed.header("host", "127.0.0.1:8080"), feed.header("cookie", "session=[redacted]; theme=dark"),
            feed.header("x-odd", "a\u{1B}\"\u{202E}"),
        ]
        delta.spans = [feed.query(17, "SELECT 1", parent: 16, start: 1_400_000, end: 1_450_000)]
        let ending = feed.end(16, at: 13_300_000)
        delta.end = ending.end
        delta.end.requestBody.text = "name=Ann+B&pin=[redacted]"
        delta.end.requestBody.bytes = 24
        delta.end.requestBody.contentType = "application/x-www-form-urlencoded"
        delta.end.responseHeaders = [
            feed.header("content-type", "text/html"), feed.header("set-cookie", "a=b; Path=/; HttpOnly"),
        ]
        delta.end.responseBody.text = "<p>"
        history.apply([delta], from: &feed)
        return (history, [feed.request(16)])
    }

    private func object(_ any: Any?) -> [String: Any] { any as? [String: Any] ?? [:] }
    private func list(_ any: Any?) -> [[String: Any]] { any as? [[String: Any]] ?? [] }

    @Test("The file has what version 1.2 demands of it, with the types that it demands")
    func structure() throws {
        let (history, ids) = history()
        let text = HARFile.text(ids, history, version: "0.1")
        let log = object(object(try JSONSerialization.jsonObject(with: Data(text.utf8)))["log"])
        #expect(log["version"] as? String == "1.2")
        #expect(object(log["creator"])["name"] as? String == "periscope")
        #expect(object(log["creator"])["version"] as? String == "0.1")
        let entries = list(log["entries"])
        #expect(entries.count == 1)
        let entry = object(entries.first)
        #expect(entry["startedDateTime"] as? String == "2026-01-01T00:00:00.001000Z")
        let time = try #require(entry["time"] as? Double)
        let timings = object(entry["timings"])
        let parts = ["send", "wait", "receive"].compactMap { timings[$0] as? Double }
        #expect(parts.count == 3 && abs(parts.reduce(0, +) - time) < 0.001)
        #expect(timings["dns"] as? Int == -1 && entry["cache"] is [String: Any])
        let request = object(entry["request"])
        for key in ["method", "url", "httpVersion"] { #expect(request[key] is String, "\(key)") }
        for key in ["cookies", "headers", "queryString"] { #expect(request[key] is [[String: Any]], "\(key)") }
        #expect(request["headersSize"] as? Int == -1 && request["bodySize"] as? Int == 24)
        #expect(list(request["queryString"]).map { $0["value"] as? String } == ["2", "a b"])
        #expect(list(request["cookies"]).map { $0["name"] as? String } == ["session", "theme"])
        let post = object(request["postData"])
        #expect(post["mimeType"] as? String == "application/x-www-form-urlencoded")
        #expect(list(post["params"]).map { $0["value"] as? String } == ["Ann B", "[redacted]"])
        let response = object(entry["response"])
        #expect(response["status"] as? Int == 200 && response["statusText"] is String)
        #expect(response["redirectURL"] is String)
        #expect(object(list(response["cookies"]).first)["httpOnly"] as? Bool == true)
        let content = object(response["content"])
        #expect(content["size"] is Int && content["mimeType"] is String && content["text"] as? String == "<p>")
        #expect(list(object(entry["_periscope"])["queries"]).count == 1)
    }

    @Test("Read again, nothing is lost")
    func again() throws {
        let (history, ids) = history()
        let text = HARFile.text(ids + ids, history, version: "0.1")
        #expect(HARFile.isOne(text.utf8))
        #expect(HARFile.isOne("  {\n \"log\" : {".utf8))
        let (requests, problems) = try HARFile.requests(Array(text.utf8))
        #expect(requests.count == 2 && problems.isEmpty)
        var other = History()
        for request in requests { other.insert(request) }
        let first = try #require(history.request(ids[0]))
        let second = try #require(other.requests.first { _ in true })
        #expect(
            RequestJSON.encode(second, app: other.app(second.id.app), history: other)
                == RequestJSON.encode(first, app: history.app(ids[0].app), history: history))
    }

    @Test("A browser's archive is read as far as it goes, and what is wrong in it is said")
    func foreign() throws {
        let text = """
            {"log":{"version":"1.2","creator":{"name":"Firefox","version":"1"},"entries":[
            {"startedDateTime":"2026-01-01T00:00:00.000+01:00","time":12.5,
             "request":{"method":"GET","url":"http://localhost:8080/a/b?c=d#e","httpVersion":"HTTP/1.1",
              "headers":[{"name":"Accept","value":"*/*"}],"cookies":[],"queryString":[],"headersSize":-1,"bodySize":0},
             "response":{"status":200,"statusText":"OK","httpVersion":"HTTP/1.1","headers":[],"cookies":[],
              "content":{"size":2,"mimeType":"text/plain","text":"hi"},"redirectURL":"","headersSize":-1,"bodySize":2},
             "cache":{},"timings":{"send":0,"wait":12,"receive":0.5}},
            {"request":7}, 8]}}
            """
        let (requests, problems) = try HARFile.requests(Array(text.utf8))
        #expect(problems.count == 2)
        let record = try #require(requests.first?.record)
        #expect(record.method == "GET" && record.authority == "localhost:8080" && record.scheme == "http")
        #expect(record.path == "/a/b" && record.query == "c=d")
        #expect(record.status == 200 && record.duration == 12_500_000)
        #expect(record.responseBody?.text == "hi")
        #expect(requests.first?.app.name == "Firefox")
    }

    @Test("What is no archive is refused", arguments: ["", "{}", "[]", #"{"log":7}"#, #"{"log":{"entries":{}}}"#])
    func broken(text: String) {
        #expect(throws: RequestJSONError.self) { _ = try HARFile.requests(Array(text.utf8)) }
    }
}
