/// Which requests are counted, not shown, until asked for: static files, favicons, health checks.
///
/// A pattern is compared with the route and with the path, letter case aside. `*` at its start or end stands for
/// anything: `*.css` ends so, `/static/*` begins so.
package struct NoiseRules: Sendable, Equatable {
    package static let standardPatterns = [
        "/favicon.ico", "/robots.txt", "/apple-touch-icon*", "/.well-known/appspecific/*",
        "/health", "/healthz", "/healthcheck", "/health-check", "/livez", "/readyz", "/ping",
        "/metrics", "/static/*", "/assets/*",
        "*.css", "*.js", "*.mjs", "*.map", "*.png", "*.jpg", "*.jpeg", "*.gif", "*.svg", "*.webp", "*.avif", "*.ico",
        "*.woff", "*.woff2", "*.ttf", "*.otf", "*.eot",
    ]

    private let exact: Set<String>
    private let prefixes: [String]
    private let suffixes: [String]

    package init(routes: [String] = Self.standardPatterns) {
        var exact: Set<String> = []
        var prefixes: [String] = []
        var suffixes: [String] = []
        for pattern in routes.map({ $0.lowercased() }) {
            if pattern.hasPrefix("*") {
                suffixes.append(String(pattern.dropFirst()))
            } else if pattern.hasSuffix("*") {
                prefixes.append(String(pattern.dropLast()))
            } else {
                exact.insert(pattern)
            }
        }
        self.exact = exact
        self.prefixes = prefixes
        self.suffixes = suffixes
    }

    /// Looks at the route and the path.
    ///
    /// Costs under a microsecond; the history asks once a request.
    package func isNoise(_ request: RequestRecord) -> Bool {
        if let route = request.route, matches(route) { return true }
        return matches(request.path)
    }

    private func matches(_ text: String) -> Bool {
        guard !text.isEmpty else { return false }
        let lowered = text.lowercased()
        if exact.contains(lowered) { return true }
        return prefixes.contains { Self.starts(lowered, with: $0) }
            || suffixes.contains { Self.ends(lowered, with: $0) }
    }

    private static func starts(_ text: String, with prefix: String) -> Bool {
        text.utf8.starts(with: prefix.utf8)
    }

    private static func ends(_ text: String, with suffix: String) -> Bool {
        text.utf8.count >= suffix.utf8.count && text.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }
}
