/// What a term of a filter asks about: the word before its colon.
///
/// The raw value is the name on screen; `FilterKey+Names` has the others, of OpenTelemetry and of habit.
package enum FilterKey: String, CaseIterable, Sendable {
    case status, method, path, url, route, query, param, header, body
    case contentType = "type"
    case host, remote
    case duration = "ms"
    case age, size
    case requestSize = "request_size"
    case cpu, samples
    case queries
    case sqlTime = "sql_ms"
    case slowestQuery = "query_ms"
    case rows, sql, value
    case database = "db"
    case renders
    case renderTime = "template_ms"
    case slowestRender = "render_ms"
    case template, context
    case logs, warnings, log, level
    case calls, call, spans, span
    case attribute = "attr"
    case error, finding, `is`, has, kind
    case app, pid, build
    case configuration = "config"
    case trace, id, dropped
    case anything = "any"
    /// A word without a key.
    case word = ""

    /// What its values are.
    package enum Shape: Sendable, Equatable {
        case text
        /// A name, and perhaps `=` or `:` and its value.
        case pair
        case number(FilterUnit)
        case names
        case build
    }

    package var shape: Shape {
        switch self {
        case .param, .header, .attribute, .context: .pair
        case .status: .number(.status)
        case .duration, .cpu, .sqlTime, .slowestQuery, .renderTime, .slowestRender: .number(.milliseconds)
        case .age: .number(.seconds)
        case .size, .requestSize: .number(.bytes)
        case .level: .number(.level)
        case .samples, .queries, .rows, .renders, .logs, .warnings, .calls, .spans, .pid, .dropped: .number(.count)
        case .finding, .is, .has, .kind, .configuration: .names
        case .build: .build
        default: .text
        }
    }

    /// From this cost on details are read.
    static let detailCost = 6

    /// Roughly what asking costs, so that the cheap is asked first.
    var cost: Int {
        switch self {
        case .is, .has, .kind, .app, .pid, .build, .configuration, .finding, .status: 1
        case .duration, .age, .cpu, .samples, .queries, .sqlTime, .slowestQuery, .renders, .renderTime, .slowestRender,
            .warnings, .calls, .dropped:
            1
        case .method, .path, .url, .route, .query, .trace, .id: 2
        case .size, .requestSize, .logs, .spans, .contentType: 4
        case .host, .remote, .param, .header, .error: 6
        case .log, .level: 8
        case .word: 9
        case .sql, .value, .database, .rows, .template, .context, .call, .span, .attribute: 10
        case .body: 20
        case .anything: 30
        }
    }

    /// Where it looks in a request's details; nothing where its summary is enough.
    var roles: DetailRoles {
        switch self {
        case .param: .parameter
        case .header: .header
        case .body: .bodyText
        case .contentType: .contentType
        case .host: .host
        case .remote: .remote
        case .rows: .rows
        case .sql: [.sql, .value]
        case .value: .value
        case .database: .database
        case .template: [.template, .templateSource]
        case .context: .context
        case .log: [.message, .label, .metadata, .source]
        case .level: .level
        case .call: [.callName, .callAttribute]
        case .span: [.spanName, .callName, .template]
        case .attribute: [.attribute, .callAttribute]
        case .error: [.failure, .failureStack, .spanFailure]
        case .anything: DetailRoles.everything.subtracting([.level, .rows])
        case .word: [.failure, .message, .sql, .template, .spanName, .callName]
        default: []
        }
    }
}
