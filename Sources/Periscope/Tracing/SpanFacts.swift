import PeriscopeWire
import Tracing

/// What a tracing span turns out to be, by OpenTelemetry's semantic conventions, the present and the older ones.
struct SpanFacts: Sendable {
    let name: String
    let kind: SpanKind
    let attributes: SpanAttributes
    let events: [SpanEvent]
    let status: Tracing.SpanStatus?
    let failure: CapturedFailure?

    /// What a span is shown as while its attributes are not known.
    static func openKind(_ kind: SpanKind) -> WireSpanKind {
        switch kind {
        case .client, .producer: .client
        case .server, .consumer, .internal: .internal
        }
    }

    /// How a span inside a request ended.
    var outcome: SpanOutcome {
        let query = query
        return SpanOutcome(
            status: wireStatus, failure: failure ?? statusFailure, attributes: texts,
            detail: query.map { .query($0) }, kind: query != nil ? .query : Self.openKind(kind), name: name)
    }

    /// The query that a span ran, where it carries a statement or the name of a database.
    ///
    /// https://opentelemetry.io/docs/specs/semconv/database/database-spans/
    var query: CapturedQuery? {
        let text = self.text("db.query.text", "db.statement")
        let system = self.text("db.system.name", "db.system")
        guard text != nil || system != nil else { return nil }
        let sql = text ?? self.text("db.query.summary") ?? name
        return CapturedQuery(
            sql: sql, values: parameters, rows: number("db.response.returned_rows") ?? 0,
            connection: self.text("db.namespace", "db.name") ?? "",
            isHousekeeping: CapturedQuery.isTransactionControl(sql), system: system ?? "",
            namespace: self.text("db.namespace", "db.name") ?? "",
            errorCode: self.text("db.response.status_code").flatMap { Int32($0) } ?? 0)
    }

    /// The pattern that a request matched.
    var route: String? { text("http.route") }

    /// How a request of its own ended.
    ///
    /// https://opentelemetry.io/docs/specs/semconv/http/http-spans/
    func ending(at time: UInt64) -> RequestEnding {
        let status = number("http.response.status_code", "http.status_code").map { Int(clamping: $0) }
        return RequestEnding(
            end: time, handled: time, status: status ?? (failure == nil ? 200 : 500),
            failure: (status ?? 500) >= 500 ? failure ?? statusFailure : nil)
    }

    /// Adds what the attributes say of a request to what was known when its span began.
    ///
    /// The texts are made here, not under the recorder's lock: an attribute's description may be the app's code.
    func amendment() -> @Sendable (inout RequestOpening) -> Void {
        let method = text("http.request.method", "http.method")
        let url = text("url.path", "http.target")?.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let query = text("url.query") ?? (url?.dropFirst().first).map(String.init)
        let scheme = text("url.scheme", "http.scheme")
        let authority = text("server.address", "http.host")
        let address = text("client.address", "network.peer.address")
        return { opening in
            if let method { opening.method = method }
            if let url { opening.path = url.first.map(String.init) ?? "" }
            if let query { opening.query = query }
            if let scheme { opening.scheme = scheme }
            if let authority { opening.authority = authority }
            if let address { opening.remoteAddress = address }
        }
    }

    private var wireStatus: WireSpanStatus {
        if failure != nil { return .error }
        switch status?.code {
        case .error: return .error
        case .ok: return .ok
        case nil: return .unset
        }
    }

    private var statusFailure: CapturedFailure? {
        guard status?.code == .error, let message = status?.message else { return nil }
        return CapturedFailure(type: "", message: message)
    }

    /// Statement parameters, `db.query.parameter.<key>`, in order of their keys, numbers as numbers.
    private var parameters: CapturedValues {
        let prefix = "db.query.parameter."
        var found: [(key: String, value: String)] = []
        attributes.forEach { key, value in
            if key.hasPrefix(prefix) { found.append((String(key.dropFirst(prefix.count)), value.text)) }
        }
        guard !found.isEmpty else { return .none }
        found.sort { (Int($0.key) ?? .max, $0.key) < (Int($1.key) ?? .max, $1.key) }
        // Without a gap they stand in the statement's order; else only their names tell what they belong to.
        let first = found.first.flatMap { Int($0.key) } ?? -1
        let areInOrder = (0...1).contains(first) && found.enumerated().allSatisfy { Int($1.key) == first + $0 }
        return .list(
            found.map { CapturedValue(kind: .other, text: $0.value, name: areInOrder ? "" : $0.key) })
    }

    /// All attributes but those that the query's detail says, by key; then the events.
    private var texts: [(key: String, value: String)] {
        let isQuery = query != nil
        var found: [(key: String, value: String)] = []
        attributes.forEach { key, value in
            if !(isQuery && (key == "db.query.text" || key == "db.statement" || key.hasPrefix("db.query.parameter."))) {
                found.append((key, value.text))
            }
        }
        found.sort { $0.key < $1.key }
        for event in events {
            var details: [String] = []
            event.attributes.forEach { details.append("\($0)=\($1.text)") }
            found.append(("event.\(event.name)", details.sorted().joined(separator: " ")))
        }
        return found
    }

    private func text(_ names: String...) -> String? {
        for name in names {
            if let value = attributes.get(name) { return value.text }
        }
        return nil
    }

    private func number(_ names: String...) -> UInt64? {
        for name in names {
            if let value = attributes.get(name), let number = UInt64(value.text) { return number }
        }
        return nil
    }
}

extension SpanAttribute {
    /// The value as text.
    ///
    /// The enum may grow, and has a case that must not be named, so a default stays.
    var text: String {
        switch self {
        case .int32(let value): "\(value)"
        case .int64(let value): "\(value)"
        case .double(let value): "\(value)"
        case .bool(let value): "\(value)"
        case .string(let value): value
        case .stringConvertible(let value): "\(value)"
        case .int32Array(let values): "\(values)"
        case .int64Array(let values): "\(values)"
        case .doubleArray(let values): "\(values)"
        case .boolArray(let values): "\(values)"
        case .stringArray(let values): "\(values)"
        case .stringConvertibleArray(let values): "\(values)"
        default: ""
        }
    }
}
