import Logging
import NIOCore
import Periscope
import PeriscopeWire
import Testing

@Suite("No secret reaches the socket", .timeLimit(.minutes(1)))
struct SecretTests {
    /// Distinct, so that a failure names where it came from.
    private static let canaries = [
        "canary-header-1", "canary-cookie-2", "canary-query-3", "canary-form-4", "canary-json-5", "canary-sql-6",
        "canary-log-7", "canary-attr-8", "canary-set-9", "canary-context-10", "canary-error-11", "canary-route-12",
    ]

    private func opening(at time: UInt64) -> RequestOpening {
        RequestOpening(
            method: "POST", path: "/login", query: "token=canary-query-3&page=2",
            headers: [
                ("Authorization", "Bearer canary-header-1"), ("Cookie", "sid=canary-cookie-2; theme=dark"),
                ("User-Agent", "curl"),
            ], start: time)
    }

    private func ending(at time: UInt64) -> RequestEnding {
        let form = "user=ada&password=canary-form-4"
        let json = #"{"user":"ada","deep":[{"apiKey":"canary-json-5"}]}"#
        return RequestEnding(
            end: time, status: 500, responseHeaders: [("Set-Cookie", "sid=canary-set-9; Path=/")],
            requestBody: CapturedBody(
                bytes: UInt64(form.utf8.count), captured: ByteBuffer(string: form),
                contentType: "application/x-www-form-urlencoded"),
            responseBody: CapturedBody(
                bytes: UInt64(json.utf8.count), captured: ByteBuffer(string: json), contentType: "application/json"),
            failure: CapturedFailure(type: "Oops", message: "no such user canary-form-4, secret=canary-error-11"))
    }

    @Test("Headers, cookies, query, bodies, SQL, logs, attributes, context and errors are masked before they are sent")
    func canaries() async throws {
        let hub = try await TestHub.listening()
        let probe = Probe.test(at: hub.path)
        let recording = try #require(probe.openRequest(opening(at: probe.now())))
        let recorder = recording.recorder
        recorder.setRoute("/login/{token}", parameters: [("token", "canary-route-12")])
        recorder.setRequestBody(ending(at: 0).requestBody ?? CapturedBody(bytes: 0))
        recording.bound {
            _ = probe.query("SELECT * FROM user WHERE password = ?", values: ["canary-sql-6"]) { 1 }
            probe.span("work", ["api_key": "canary-attr-8"]) {}
        }
        recorder.record(
            .render, name: "page", parent: recording.span, start: 1, end: 2,
            detail: .render(
                CapturedRender(
                    outputBytes: 1,
                    context: [CapturedContext(key: "csrfToken", type: "String", value: "canary-context-10")])))
        var entry = LogEntry(at: 1, level: .info, label: "shop", message: "posted canary-form-4 password=canary-log-7")
        entry.metadata = ["nested": ["session": "canary-log-7", "user": "ada"]]
        recorder.log(entry)
        recorder.finish(ending(at: probe.now()))

        let seen = await hub.ended("/login")
        for canary in Self.canaries { #expect(!hub.log.hasBytes(canary), "\(canary) is on the socket") }
        #expect(seen.head.query == "token=[redacted]&page=2")
        #expect(seen.headers["user-agent"] == "curl")
        #expect(seen.headers["cookie"]?.contains("theme=") == true)
        #expect(seen.end?.requestBody.text == "user=ada&password=[redacted]")
        #expect(seen.queries.first?.values == ["[redacted]"])
        #expect(seen.logs.first?.metadata["nested.user"] == "ada")
        #expect(seen.logs.first?.wire.message.hasPrefix("posted [redacted]") == true)
        await probe.shutDown()
        await hub.stop()
    }

    @Test("A secret that a template or a statement showed to be one is not in the body of the response either")
    func lateTeachers() async throws {
        let hub = try await TestHub.listening()
        let probe = Probe.test(at: hub.path)
        let recording = try #require(probe.openRequest(RequestOpening(path: "/", start: probe.now())))
        let context = [CapturedContext(key: "apiToken", type: "String", value: "canary-late-1")]
        recording.recorder.record(
            .render, name: "page", parent: recording.span, start: 1, end: 2,
            detail: .render(CapturedRender(outputBytes: 1, context: context)))
        let html = ByteBuffer(string: "<p>canary-late-1</p>")
        recording.recorder.finish(
            RequestEnding(
                end: probe.now(), status: 200, responseHeaders: [("x-note", "canary-late-1")],
                responseBody: CapturedBody(bytes: 20, captured: html, contentType: "text/html")))
        let seen = await hub.ended("/")
        #expect(seen.end?.responseBody.text == "<p>[redacted]</p>")
        #expect(!hub.log.hasBytes("canary-late-1"))
        await probe.shutDown()
        await hub.stop()
    }

    @Test("The names of a query's connection and database lose secrets, also ones that were taught later")
    func namesOfDatabases() async throws {
        let hub = try await TestHub.listening()
        let probe = Probe.test(at: hub.path)
        let recording = try #require(probe.openRequest(RequestOpening(path: "/", start: probe.now())))
        let query = CapturedQuery(
            sql: "SELECT 1", connection: "ann canary-base-1",
            namespace: "file:shop.db?password=canary-base-2#canary-base-1")
        recording.recorder.record(
            .query, name: "SELECT 1", parent: recording.span, start: 1, end: 2, detail: .query(query))
        let context = [CapturedContext(key: "apiToken", type: "String", value: "canary-base-1")]
        recording.recorder.record(
            .render, name: "page", parent: recording.span, start: 1, end: 2,
            detail: .render(CapturedRender(outputBytes: 1, context: context)))
        recording.recorder.finish(RequestEnding(end: probe.now(), status: 200))
        let seen = await hub.ended("/")
        #expect(seen.queries.count == 1)
        for canary in ["canary-base-1", "canary-base-2"] { #expect(!hub.log.hasBytes(canary), "\(canary)") }
        await probe.shutDown()
        await hub.stop()
    }

    /// splitmix64's finaliser, and its inverse.
    private static func mix(_ value: UInt64) -> UInt64 {
        let first = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        let second = (first ^ (first >> 27)) &* 0x94D0_49BB_1331_11EB
        return second ^ (second >> 31)
    }

    private static func unmix(_ value: UInt64) -> UInt64 {
        let first = (value ^ (value >> 31) ^ (value >> 62)) &* 0x3196_42B2_D24D_8EC3
        let second = (first ^ (first >> 27) ^ (first >> 54)) &* 0x96DE_1B17_3F11_9089
        return second ^ (second >> 30) ^ (second >> 60)
    }

    @Test("The key of the masks cannot be worked out from the ids on the wire")
    func keyIsIndependent() async throws {
        let hub = try await TestHub.listening()
        let probe = Probe.test(at: hub.path)
        let recording = try #require(
            probe.openRequest(RequestOpening(path: "/", headers: [("X-Token", "hunter22")], start: probe.now())))
        recording.recorder.finish(RequestEnding(end: probe.now(), status: 200))
        let seen = await hub.ended("/")
        let mask = try #require(seen.head.headers.first?.mask)
        let place = Self.unmix(seen.id)
        #expect(Self.mix(place) == seen.id)
        for steps in 1..<16 as Range<UInt64> {
            let gamma: UInt64 = 0x9E37_79B9_7F4A_7C15
            let key = (Self.mix(place &- (steps + 1) &* gamma), Self.mix(place &- steps &* gamma))
            #expect(Redactor(rules: .standard, key: key).hash("hunter22") != mask)
        }
        await probe.shutDown()
        await hub.stop()
    }

    @Test("Bodies turned off send sizes only, yet teach what to mask")
    func bodiesOff() async throws {
        let hub = try await TestHub.listening()
        let probe = Probe.test(at: hub.path, ProbeOptions(bodies: false))
        let recording = try #require(probe.openRequest(opening(at: probe.now())))
        recording.recorder.finish(ending(at: probe.now()))
        let seen = await hub.ended("/login")
        #expect(seen.end?.requestBody.hasText == false)
        #expect(seen.end?.requestBody.bytes == 31)
        await probe.shutDown()
        await hub.stop()
    }
}
