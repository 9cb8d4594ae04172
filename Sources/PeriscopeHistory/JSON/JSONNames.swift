internal import PeriscopeWire

/// The words of the wire's enums in JSON.
///
/// What is unknown is written as the plainest of its kind.
extension WireRequestKind {
    var jsonName: String {
        switch self {
        case .job: "job"
        case .startup: "startup"
        case .connection: "connection"
        case .outside: "outside"
        default: "http"
        }
    }

    static let jsonNames: [String: WireRequestKind] = [
        "http": .http, "job": .job, "startup": .startup, "connection": .connection, "outside": .outside,
    ]
}

extension WireConfiguration {
    var jsonName: String? {
        switch self {
        case .debug: "debug"
        case .release: "release"
        default: nil
        }
    }

    static let jsonNames: [String: WireConfiguration] = ["debug": .debug, "release": .release]
}

extension WireSpanKind {
    var jsonName: String {
        switch self {
        case .server: "server"
        case .middleware: "middleware"
        case .handler: "handler"
        case .query: "query"
        case .render: "render"
        case .client: "client"
        default: "internal"
        }
    }

    static let jsonNames: [String: WireSpanKind] = [
        "server": .server, "middleware": .middleware, "handler": .handler, "query": .query, "render": .render,
        "client": .client, "internal": .internal,
    ]
}

extension WireSpanStatus {
    var jsonName: String {
        switch self {
        case .ok: "ok"
        case .error: "error"
        default: "unset"
        }
    }

    static let jsonNames: [String: WireSpanStatus] = ["unset": .unset, "ok": .ok, "error": .error]
}

extension WireLogLevel {
    var jsonName: String {
        switch self {
        case .trace: "trace"
        case .debug: "debug"
        case .notice: "notice"
        case .warning: "warning"
        case .error: "error"
        case .critical: "critical"
        default: "info"
        }
    }

    static let jsonNames: [String: WireLogLevel] = [
        "trace": .trace, "debug": .debug, "info": .info, "notice": .notice, "warning": .warning, "error": .error,
        "critical": .critical,
    ]
}

extension WireQueryCounters {
    /// In the order of the wire.
    var named: [(name: String, count: UInt64)] {
        [
            ("full_scan_steps", fullScanSteps), ("sorts", sorts), ("automatic_indexes", automaticIndexes),
            ("vm_steps", vmSteps),
        ]
    }
}
