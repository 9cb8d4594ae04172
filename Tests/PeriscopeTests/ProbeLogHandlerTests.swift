import Logging
import Periscope
import PeriscopeWire
import Testing

@Suite("Log lines", .timeLimit(.minutes(1)))
struct ProbeLogHandlerTests {
    private func seen(_ body: (Probe) throws -> Void) async throws -> SeenRequest {
        let hub = try await TestHub.listening()
        let probe = Probe.test(at: hub.path)
        try probe.request("/") { _ in try body(probe) }
        let seen = await hub.ended("/")
        await probe.shutDown()
        await hub.stop()
        return seen
    }

    private func logger(_ probe: Probe, _ label: String = "shop", level: Logger.Level = .info) -> Logger {
        Logger(label: label) { probe.logHandler(label: $0, logLevel: level) }
    }

    @Test("A line keeps level, label, message, place and metadata")
    func line() async throws {
        let seen = try await seen { probe in
            var logger = logger(probe)
            logger[metadataKey: "request"] = "r-1"
            logger[metadataKey: "user"] = "old"
            logger.warning("stock is \(3)", metadata: ["user": "ada", "list": ["a", "b"]])
        }
        let line = try #require(seen.logs.first)
        #expect(line.wire.level == .warning)
        #expect(line.label == "shop")
        #expect(line.wire.message == "stock is 3")
        #expect(line.metadata == ["request": "r-1", "user": "ada", "list.0": "a", "list.1": "b"])
        #expect(line.wire.line > 0)
        #expect(line.wire.span == seen.id)
    }

    @Test("A provider's metadata stands between the handler's and the line's")
    func provider() async throws {
        let seen = try await seen { probe in
            let provider = Logger.MetadataProvider { ["trace": "t", "a": "provider", "b": "provider"] }
            var logger = Logger(label: "x") { probe.logHandler(label: $0, metadataProvider: provider) }
            logger[metadataKey: "a"] = "handler"
            logger.info("m", metadata: ["b": "line"])
        }
        #expect(seen.logs.first?.metadata == ["trace": "t", "a": "provider", "b": "line"])
    }

    @Test("Lines under the app's level are not taken, and the probe's own never")
    func level() async throws {
        let seen = try await seen { probe in
            logger(probe).debug("unseen")
            logger(probe, level: .debug).debug("seen")
            logger(probe, "periscope").info("own")
        }
        #expect(seen.logs.map(\.wire.message) == ["seen"])
    }

    @Test("An error of a line is kept with it")
    func error() async throws {
        struct Oops: Error {}
        let seen = try await seen { probe in
            logger(probe).error("failed", error: Oops())
        }
        #expect(seen.logs.first?.metadata["error.type"]?.hasSuffix("Oops") == true)
    }

    @Test("The handler is a value: a copy's metadata and level are its own")
    func value() {
        let probe = Probe.test(at: "/nowhere")
        var one = probe.logHandler(label: "a")
        var other = one
        one[metadataKey: "key"] = "one"
        other.logLevel = .critical
        #expect(other[metadataKey: "key"] == nil)
        #expect(one.logLevel == .info)
    }

    @Test("Off, the handler does nothing, whatever the level")
    func off() {
        let handler = Probe(app: "shop", enabled: .never).logHandler(label: "a")
        #expect(handler is SwiftLogNoOpLogHandler)
    }
}
