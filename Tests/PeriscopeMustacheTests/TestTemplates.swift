import AdapterTesting
import Mustache
import Periscope
import PeriscopeMustache

/// A hub, a probe, and requests that render.
struct TestTemplates {
    let hub: TestHub
    let probe: Probe

    init(options: ProbeOptions = ProbeOptions()) throws {
        hub = try TestHub()
        probe = hub.probe(options)
    }

    /// Runs the body as a request, ends it, and returns what was seen of it.
    func request(_ path: String = "/", _ body: () throws -> Void) async throws -> SeenRequest {
        guard let recording = probe.openRequest(RequestOpening(method: "GET", path: path, start: probe.now())) else {
            throw TestError()
        }
        try recording.bound(body)
        recording.recorder.finish(RequestEnding(end: probe.now(), status: 200))
        return try await hub.ended(path)
    }

    static func library(_ templates: [String: String]) throws -> MustacheLibrary {
        var library = MustacheLibrary()
        for (name, text) in templates { try library.register(text, named: name) }
        return library
    }
}

struct TestError: Error {}
