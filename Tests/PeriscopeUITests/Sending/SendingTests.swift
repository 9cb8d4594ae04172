import Foundation
import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire
import Screen
import Testing

@Suite("Sending again")
struct SendingTests {
    private func sent(_ ui: inout UIDriver) -> SendAgain? {
        for case .send(let wish) in ui.takeEffects() { return wish }
        return nil
    }

    /// `/authors` selected; masked headers are in it.
    private func driver() -> UIDriver {
        var ui = UIDriver.bookshop()
        ui.type("j")
        _ = ui.takeEffects()
        return ui
    }

    /// What the sender and the server tell of one request in a trace.
    private func answer(_ ui: inout UIDriver, trace: UInt8, took: UInt64, queries: Int) {
        let digits = String(trace, radix: 16)
        let traceID = String(repeating: "0", count: 32 - digits.utf8.count) + digits
        ui.act(.sending(.sent(traceID: traceID)))
        ui.act(.sending(.answered(status: 200)))
        ui.say { server in
            let id = server.makeID()
            let start: UInt64 = 9_000_000
            var delta = server.head(id, "GET", "/authors", at: start, route: "/authors")
            delta.head.traceID = Data([UInt8](repeating: 0, count: 15) + [trace])
            for _ in 0..<queries {
                delta.spans.append(server.query("SELECT 1", in: id, from: start, to: start + 10))
            }
            delta.end = server.end(at: start + took, status: 200)
            server.send(delta)
        }
    }

    @Test("r sends a safe request at once, without what is masked")
    func safe() throws {
        var ui = driver()
        ui.type("r")
        let wish = try #require(sent(&ui))
        #expect(wish.times == 1)
        #expect(wish.outgoing.host == "127.0.0.1" && wish.outgoing.port == 8080)
        #expect(wish.outgoing.method == "GET" && wish.outgoing.target == "/authors")
        #expect(wish.outgoing.headers.map(\.name) == ["host", "cookie"])
        #expect(wish.outgoing.headers.last?.value == "theme=dark")
        #expect(wish.outgoing.masked == ["authorization", "cookie session"])
        ui.expect("sending")
    }

    @Test("Others are sent after a question that says what and where to")
    func question() throws {
        var ui = driver()
        ui.type("f/login<enter>gr")
        ui.expect("Send this again?", "POST /login", "127.0.0.1:8080")
        #expect(sent(&ui) == nil)
        ui.type("n")
        #expect(sent(&ui) == nil)
        ui.type("ry")
        #expect(try #require(sent(&ui)).outgoing.method == "POST")
    }

    @Test(
        "R asks how often, and takes no nonsense",
        arguments: [("0", false), ("1001", false), ("x", false), ("25", true)])
    func many(times: String, isTaken: Bool) {
        var ui = driver()
        ui.type("R")
        ui.expect("Enter alone: 10")
        ui.type("\(times)<enter>")
        #expect(sent(&ui)?.times == (isTaken ? Int(times) : nil))
        guard !isTaken else { return }
        // It stays to be mended.
        ui.expect("a number from 1 to 1000", "how often: \(times)")
        ui.type("<c-u>7<enter>")
        #expect(sent(&ui)?.times == 7)
    }

    @Test("What the server asks of others on its way is none of those sent")
    func nested() {
        var ui = driver()
        ui.type("R3<enter>")
        ui.act(.sending(.sent(traceID: String(repeating: "0", count: 31) + "1")))
        ui.say { server in
            for path in ["/stock", "/authors", "/authors"] {
                let id = server.makeID()
                var delta = server.head(id, "GET", path, at: 9_000_000, route: path)
                delta.head.traceID = Data([UInt8](repeating: 0, count: 15) + [1])
                delta.end = server.end(at: 9_000_500, status: 200)
                server.send(delta)
            }
        }
        #expect(ui.state.marks.count == 1)
        #expect(ui.state.marks.first.flatMap { ui.history.request($0)?.path } == "/authors")
    }

    @Test(
        "This machine is an address of its own, not a name that begins like one",
        arguments: [
            ("127.0.0.1", true), ("127.1.2.3", true), ("localhost", true), ("127.0.0.1.example.com", false),
            ("127.evil.example.com", false), ("127.0.0.256", false), ("10.0.0.1", false),
        ])
    func local(host: String, isLocal: Bool) {
        var ui = UIDriver()
        ui.connect()
        ui.say { server in
            let id = server.makeID()
            var delta = server.head(id, "GET", "/", at: 9_000_000, route: "/")
            delta.head.authority = host + ":8080"
            delta.end = server.end(at: 9_000_500, status: 200)
            server.send(delta)
        }
        ui.type("r")
        #expect((sent(&ui) != nil) == isLocal)
        if !isLocal { ui.expect("to another machine") }
    }

    @Test("What comes of it is marked, and told with its spread and its queries")
    func report() throws {
        var ui = driver()
        let original = try #require(ui.state.list.selected)
        ui.type("R3<enter>")
        ui.expect("sending 1 of 3, r stops")
        answer(&ui, trace: 1, took: 12_100, queries: 2)
        ui.expect("sending 2 of 3")
        answer(&ui, trace: 2, took: 10_800, queries: 2)
        answer(&ui, trace: 3, took: 19_000, queries: 2)
        #expect(ui.state.marks.count == 3)
        ui.act(.sending(.ended))
        ui.expect("sent 3×: p50 12.1 ms (10.8–19.0 ms), was 48.2 ms, queries 51→2, 0 errors")
        ui.expect("the answer may differ, masked: authorization, cookie session".prefix(20).description)
        #expect(ui.state.list.selected == original)
        ui.type("<enter>")
        ui.expect("SENT AGAIN", "queries 51→2", "the answer may differ, masked: authorization, cookie session")
    }

    @Test("r or Esc stops it", arguments: ["r", "<esc>"])
    func stopped(key: String) {
        var ui = driver()
        ui.type("R<enter>")
        _ = ui.takeEffects()
        ui.type(key)
        #expect(ui.takeEffects() == [.stopSending])
        ui.act(.sending(.ended))
        ui.expect("sent, and not answered: it was stopped")
    }

    @Test("A server that answers and tells nothing is not waited for without end")
    func silent() {
        var ui = driver()
        ui.type("r")
        ui.act(.sending(.sent(traceID: String(repeating: "ab", count: 16))))
        ui.act(.sending(.answered(status: 404)))
        ui.act(.sending(.ended))
        ui.expect("waiting for the server")
        #expect(ui.state.wantsClock(ui.context))
        ui.pass(milliseconds: 3_500)
        ui.expect("sent, answered with 404; no request of that trace has arrived here")
    }

    @Test("Nobody there is said in words")
    func refused() {
        var ui = driver()
        ui.type("r")
        ui.act(.sending(.sent(traceID: String(repeating: "ab", count: 16))))
        ui.act(.sending(.failed("nothing listens at 127.0.0.1:8080")))
        ui.act(.sending(.ended))
        ui.expect("sent, and not answered: nothing listens at 127.0.0.1:8080")
    }

    @Test("Requests of a file, and of a server that is gone, are not sent")
    func noServer() {
        var ui = driver()
        ui.environment.hub = .file(name: "a.jsonl")
        ui.type("r")
        ui.expect("These requests came from a file")
        ui.environment.hub = .listening
        ui.act(.historyChanged(ui.history.disconnect(app: 1, reason: "", orderly: true, at: ui.now)))
        ui.type("r")
        ui.expect("bookshop is not connected")
        #expect(sent(&ui) == nil)
    }

    private func outgoing(_ change: (inout RequestRecord) -> Void) -> Result<OutgoingRequest, OutgoingRequest.Refusal> {
        let ui = UIDriver.bookshop()
        var request = RequestRecord(id: RequestID(app: AppID(1), span: 7), sequence: 1)
        request.method = "POST"
        request.path = "/a"
        request.authority = "localhost:81"
        change(&request)
        return Result { () throws(OutgoingRequest.Refusal) in
            try OutgoingRequest(request, history: ui.history, source: .listening)
        }
    }

    static let addresses: [(authority: String, host: String?, port: Int)] = [
        ("localhost:81", "localhost", 81), ("localhost", "localhost", 80), ("0.0.0.0:8080", "127.0.0.1", 8080),
        ("[::1]:90", "::1", 90), ("[::]", "::1", 80), ("", nil, 0), ("a b", nil, 0), ("host:99999", nil, 0),
        ("host:x", nil, 0), ("/tmp/a.sock", nil, 0), ("a@b:80", nil, 0), ("[::1", nil, 0),
    ]

    @Test("It goes to the host that it named", arguments: addresses)
    func address(authority: String, host: String?, port: Int) {
        let result = try? outgoing { $0.authority = authority }.get()
        #expect(result?.host == host)
        if host != nil { #expect(result?.port == port) }
    }

    @Test("What can't be sent as it was is refused with the reason")
    func refusals() {
        func sentence(_ change: (inout RequestRecord) -> Void) -> String {
            if case .failure(let refusal) = outgoing(change) { refusal.sentence } else { "" }
        }
        #expect(sentence { $0.scheme = "https" }.contains("Y c copies it for curl"))
        #expect(sentence { $0.method = "CONNECT" }.contains("method"))
        #expect(sentence { $0.method = "GET / HTTP/1.1\r\nx" }.contains("method"))
        #expect(sentence { $0.path = "evil.example:80" }.contains("path"))
        #expect(
            sentence { $0.requestBody = BodyRecord(bytes: 9_000, text: nil, contentType: "image/png") }
                == "Its body (9.0 kB of image/png) was not captured, so it can't be sent again")
        #expect(
            sentence { $0.requestHeaders = [AttributeRecord(key: "Content-Length", value: "12")] }
                .contains("never read by the handler"))
    }

    @Test("A request line and headers hold one line each, whatever was recorded")
    func oneLine() throws {
        let outgoing = try outgoing { request in
            request.path = "/a\r\nx: y b"
            request.requestHeaders = [
                AttributeRecord(key: "x-good", value: "1"), AttributeRecord(key: "x-bad", value: "1\r\nhost: evil"),
                AttributeRecord(key: "x bad", value: "1"), AttributeRecord(key: "traceparent", value: "00-1"),
                AttributeRecord(key: "x-cut", value: "1", truncatedBytes: 3),
            ]
        }.get()
        #expect(outgoing.target == "/a%0D%0Ax:%20y%20b")
        #expect(outgoing.headers.map(\.name) == ["host", "x-good"])
    }
}
