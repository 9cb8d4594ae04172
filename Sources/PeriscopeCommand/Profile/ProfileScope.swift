package import PeriscopeHistory

/// Which requests `periscope profile` looks at.
package struct ProfileScope: Equatable {
    /// A route's template, or a path without its query; nil: every request, and what belongs to none.
    package var route: String?
    package var method: String?
    /// The name or the process number of a server; nil: all.
    package var app: String?

    package init(route: String? = nil, method: String? = nil, app: String? = nil) {
        self.route = route
        self.method = method
        self.app = app
    }

    /// Whether only requests are looked at.
    package var isOfRequests: Bool { route != nil || method != nil }

    package func includes(_ request: RequestRecord) -> Bool {
        if let method, request.method.uppercased() != method.uppercased() { return false }
        guard let route else { return true }
        return request.route == route || request.path == route
    }

    package func includes(name: String, pid: UInt64) -> Bool {
        guard let app else { return true }
        return app == name || app == String(pid)
    }

    /// For a sentence: "requests to GET /authors", or "requests".
    package var words: String { words(2) }

    /// The same of so many, which are not told: of one it is "request".
    package func words(_ count: Int) -> String {
        let noun = count == 1 ? "request" : "requests"
        guard isOfRequests else { return noun }
        return "\(noun) to " + [method?.uppercased(), route].compactMap(\.self).joined(separator: " ")
    }
}
