import PeriscopeHistory

/// A request as text to take away.
enum RequestText {
    /// Path and query; with scheme and host where they are known.
    static func url(_ request: RequestRecord) -> String {
        let path = target(request)
        guard !request.authority.isEmpty else { return path }
        return (request.scheme.isEmpty ? "http" : request.scheme) + "://" + request.authority + path
    }

    /// Path and query.
    static func target(_ request: RequestRecord) -> String {
        request.query.isEmpty ? request.path : request.path + "?" + request.query
    }

    /// Head and body both ways, as they would stand on the wire.
    static func whole(_ request: RequestRecord) -> String {
        var lines = ["\(request.method) \(url(request)) \(request.httpVersion)"]
        lines += request.requestHeaders.map { "\($0.key): \($0.value)" }
        if let body = request.requestBody { lines += ["", bodyText(body)] }
        lines += ["", request.status.map { "\($0)" } ?? request.state.rawValue]
        lines += request.responseHeaders.map { "\($0.key): \($0.value)" }
        if let body = request.responseBody { lines += ["", bodyText(body)] }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func bodyText(_ body: BodyRecord) -> String {
        guard let text = body.text else { return "[\(body.bytes) bytes, not captured]" }
        return body.truncatedBytes > 0 ? text + "\n[\(body.truncatedBytes) bytes cut]" : text
    }
}
