package import PeriscopeWire

/// What is known of a request when it begins.
package struct RequestOpening: Sendable {
    package var kind: WireRequestKind
    package var method: String
    package var path: String
    /// Without the question mark.
    package var query: String
    package var scheme: String
    package var authority: String
    package var httpVersion: String
    package var headers: [(name: String, value: String)]
    package var remoteAddress: String
    /// The header of that name, unread: a bad one is passed over.
    package var traceparent: String?
    /// Where it is known from the start: its secret parameters are then masked in the path, whenever that is sent.
    package var route: CapturedRoute?
    /// Nanoseconds from the probe's anchor.
    package var start: UInt64

    package init(
        kind: WireRequestKind = .http, method: String = "", path: String = "", query: String = "", scheme: String = "",
        authority: String = "", httpVersion: String = "", headers: [(name: String, value: String)] = [],
        remoteAddress: String = "", traceparent: String? = nil, route: CapturedRoute? = nil,
        start: UInt64
    ) {
        self.kind = kind
        self.method = method
        self.path = path
        self.query = query
        self.scheme = scheme
        self.authority = authority
        self.httpVersion = httpVersion
        self.headers = headers
        self.remoteAddress = remoteAddress
        self.traceparent = traceparent
        self.route = route
        self.start = start
    }

    /// An estimate of what it holds.
    var heldBytes: Int {
        headers.reduce(256 + path.utf8.count + query.utf8.count) { $0 + $1.name.utf8.count + $1.value.utf8.count + 32 }
    }
}
