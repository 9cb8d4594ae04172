import Foundation
import Periscope
import Tracing

/// An app without any adapter: its requests are tracing's server spans, its queries are told to the probe by hand or
/// by a driver's tracing.
@main
struct PlainApp {
    static func main() async throws {
        let probe = Probe(app: "plain")
        probe.bootstrap()
        // How often one request looks its ship up: what a changed program does otherwise.
        let lookups = ProcessInfo.processInfo.environment["PLAIN_LOOKUPS"].flatMap { Int($0) } ?? 1
        let service = Task { try await probe.run() }
        for _ in 0..<600 {
            await request(probe, lookups: lookups)
            try await Task.sleep(for: .milliseconds(200))
        }
        service.cancel()
    }

    static func request(_ probe: Probe, lookups: Int) async {
        await withSpan("GET /plain", ofKind: .server) { span in
            span.attributes["http.request.method"] = "GET"
            span.attributes["url.path"] = "/plain"
            span.attributes["http.route"] = "/plain"
            var name = ""
            for id in 7..<7 + lookups {
                name = probe.query("SELECT name FROM ship WHERE id = ?", values: [id]) { "Nautilus" }
            }
            await withSpan("UPDATE ship", ofKind: .client) { update in
                update.attributes["db.system.name"] = "postgresql"
                update.attributes["db.query.text"] = "UPDATE ship SET seen = seen + 1 WHERE id = $1"
                await Task.yield()
            }
            span.attributes["http.response.status_code"] = name.isEmpty ? 404 : 200
        }
    }
}
