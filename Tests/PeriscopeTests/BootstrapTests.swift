import Logging
import Periscope
import PeriscopeWire
import Testing
import Tracing

/// The systems that are bootstrapped are the process's own, so each test has a process.
@Suite("Bootstrap", .timeLimit(.minutes(1)))
struct BootstrapTests {
    @Test("On, lines and spans go to the app's own handler and to the viewer; a second call does nothing")
    func on() async {
        await #expect(processExitsWith: .success) {
            let hub = try await TestHub.listening()
            let probe = Probe.test(at: hub.path)
            probe.bootstrap(logging: { StreamLogHandler.standardError(label: $0) })
            probe.bootstrap()
            probe.request("/") { _ in
                Logger(label: "shop").info("hello")
                withSpan("work") { _ in probe.query("SELECT 1") {} }
            }
            let seen = await hub.ended("/")
            let parent = seen.span("work")?.wire.id
            await probe.shutDown()
            await hub.stop()
            precondition(seen.logs.map(\.wire.message) == ["hello"], "the line is missing")
            precondition(parent != nil && seen.queries.last?.wire.parent == parent, "the span is missing")
            precondition(!hub.log.outside.logs.contains { $0.label == "periscope" }, "the probe captured itself")
        }
    }

    @Test("Off, nothing is installed: the app may bootstrap both systems itself afterwards")
    func off() async {
        await #expect(processExitsWith: .success) {
            Probe(app: "shop", enabled: .never).bootstrap()
            LoggingSystem.bootstrap { SwiftLogNoOpLogHandler($0) }
            InstrumentationSystem.bootstrap(NoOpTracer())
        }
    }

    @Test("Off, what the app hands in is installed, alone")
    func offWithOwn() async {
        await #expect(processExitsWith: .success) {
            Probe(app: "shop", enabled: .never).bootstrap(
                logging: { SwiftLogNoOpLogHandler($0) }, tracing: NoOpTracer())
            precondition(Logger(label: "a").handler is SwiftLogNoOpLogHandler, "another handler is there")
            precondition(InstrumentationSystem.tracer is NoOpTracer, "another tracer is there")
        }
    }

    @Test("The app's level stays the app's: neither lower nor higher through the probe")
    func level() async {
        await #expect(processExitsWith: .success) {
            let probe = Probe.test(at: "/nowhere")
            probe.bootstrap(logging: { label, provider in
                var handler = StreamLogHandler.standardError(label: label, metadataProvider: provider)
                handler.logLevel = .error
                return handler
            })
            var logger = Logger(label: "a")
            precondition(logger.logLevel == .error, "the level changed")
            logger.logLevel = .debug
            precondition(logger.logLevel == .debug, "the level cannot be changed")
        }
    }
}
