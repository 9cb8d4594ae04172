package import PeriscopeHistory
import PeriscopeWire

/// A recorded request as it can go over a new connection.
package struct OutgoingRequest: Equatable, Sendable {
    package struct Header: Equatable, Sendable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Why it can't be sent, in a sentence.
    package struct Refusal: Error, Equatable {
        package let sentence: String

        init(_ sentence: String) {
            self.sentence = sentence
        }
    }

    /// Where to connect to.
    package let host: String
    package let port: Int
    package let method: String
    /// Path and query; nothing in it ends a request line.
    package let target: String
    /// Without `content-length`, `connection` and `traceparent`, which the sender writes; `host` is among them.
    package let headers: [Header]
    package let body: String?
    /// Names of what is masked, and so left out (headers and cookies) or sent as the mask that it is (query and body).
    package let masked: [String]

    /// - Parameter source: Where the requests come from: those of a file have no server.
    package init(
        _ request: RequestRecord, history: History, source: UIEnvironment.Source
    ) throws(Refusal) {
        if case .file = source { throw Refusal("These requests came from a file; there is no server to send them to") }
        guard request.kind == .http else { throw Refusal("Only a request of HTTP can be sent again") }
        try Self.checkServer(of: request, history)
        guard request.scheme.isEmpty || request.scheme == "http" else {
            throw Refusal("It came over \(request.scheme), which is not spoken here: Y c copies it for curl")
        }
        guard HeaderRules.isName(request.method), request.method != "CONNECT" else {
            throw Refusal("A request of this method can't be sent again")
        }
        let target = RequestTarget.of(request)
        guard target.hasPrefix("/") || target == "*" else { throw Refusal("Its path is none that can be sent again") }
        guard let address = Authority(request.authority) else {
            throw Refusal(
                request.authority.isEmpty
                    ? "It named no host, so there is no address to send it to" : "Its host is none that can be reached")
        }
        switch RequestBody(request) {
        case .none: body = nil
        case .text(let text): body = text
        case .missing(let why): throw Refusal("\(why), so it can't be sent again")
        }
        host = address.host
        port = address.port
        method = request.method
        self.target = target
        headers = [Header("host", request.authority)] + Self.headers(of: request)
        masked = MaskedNames.of(request)
    }

    /// Connected is enough if it is another process of the same app: that is what a restart makes of it.
    private static func checkServer(of request: RequestRecord, _ history: History) throws(Refusal) {
        let name = history.app(request.id.app)?.name ?? ""
        guard history.apps.contains(where: { $0.name == name && $0.connection == .connected }) else {
            throw Refusal(
                "\(name.isEmpty ? "Its server" : name) is not connected: start it, then send the request again")
        }
    }

    /// What has a mask in it is left out: the server would take the mask for the value.
    private static func headers(of request: RequestRecord) -> [Header] {
        let headers = request.requestHeaders
        let others: Set<String> = ["host", "traceparent", "tracestate", "cookie"]
        let leftOut = HeaderRules.ofConnection(headers).union(others)
        var kept = headers.compactMap { header -> Header? in
            guard !leftOut.contains(header.key.lowercased()), !MaskedNames.isMasked(header), isWhole(header) else {
                return nil
            }
            return Header(header.key, header.value)
        }
        let cookies = headers.filter { $0.key.lowercased() == "cookie" && isWhole($0) }
            .flatMap { MaskedNames.cookies($0.value) }.filter { !MaskedNames.holdsMask($0.value) }
        if !cookies.isEmpty {
            let text = cookies.map { $0.name.isEmpty ? $0.value : $0.name + "=" + $0.value }.joined(separator: "; ")
            kept.append(Header("cookie", text))
        }
        return kept
    }

    private static func isWhole(_ header: HeaderRecord) -> Bool {
        header.truncatedBytes == 0 && HeaderRules.isName(header.key) && HeaderRules.isValue(header.value)
    }

    /// Whether sending it changes nothing by HTTP's own promise (RFC 9110, 9.2.1).
    package var isSafe: Bool { ["GET", "HEAD", "OPTIONS", "TRACE"].contains(method) }

    /// Whether it stays on this machine; a host is what its sender wrote, and may be anybody's.
    ///
    /// `127.` alone does not make it so: `127.0.0.1.example.com` is a name like any other.
    package var isLocal: Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
