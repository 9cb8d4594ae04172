import PeriscopeHistory
import Testing

struct NoiseRulesTests {
    private func request(_ path: String, route: String? = nil) -> RequestRecord {
        var record = RequestRecord(id: RequestID(app: AppID(1), span: 1), sequence: 1)
        record.path = path
        record.route = route
        return record
    }

    @Test(
        "Static files, favicons and health checks are noise",
        arguments: [
            "/favicon.ico", "/healthz", "/HEALTH", "/site.css", "/js/app.min.js", "/static/books", "/img/a.b.PNG",
        ])
    func noise(path: String) {
        #expect(NoiseRules().isNoise(request(path)))
    }

    @Test(
        "Pages and APIs are not",
        arguments: ["/", "", "/authors", "/api/books.json", "/css", "/healthy-food", "/books/1"])
    func shown(path: String) {
        #expect(!NoiseRules().isNoise(request(path)))
    }

    @Test("The route is looked at too")
    func route() {
        let rules = NoiseRules(routes: ["/files/**", "/probe/{name}"])
        #expect(rules.isNoise(request("/probe/x", route: "/probe/{name}")))
        #expect(!rules.isNoise(request("/probe/x", route: nil)))
    }

    @Test("One's own patterns replace the standard ones")
    func own() {
        let rules = NoiseRules(routes: ["/internal/*", "*.bin", "/exact"])
        #expect(
            rules.isNoise(request("/internal/x")) && rules.isNoise(request("/a.bin"))
                && rules.isNoise(request("/exact")))
        #expect(!rules.isNoise(request("/healthz")) && !rules.isNoise(request("/exactly")))
        #expect(!NoiseRules(routes: []).isNoise(request("/healthz")))
    }
}
