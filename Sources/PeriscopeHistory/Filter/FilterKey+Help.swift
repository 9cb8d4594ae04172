/// What help and completion say of the keys.
extension FilterKey {
    package var summary: String {
        switch self {
        case .status: "the response's status: 404, 5xx, 200..299"
        case .method: "GET, POST …"
        case .path: "the path"
        case .url: "path and query as they are read"
        case .route: "the pattern that matched"
        case .query: "the URL's query, behind the ?"
        case .param: "a parameter of the route"
        case .header: "a header of request or response"
        case .body: "either body's text"
        case .contentType: "the response's content type"
        case .host: "the host that was asked for"
        case .remote: "the client's address"
        case .duration: "how long it took or runs"
        case .age: "since it began"
        case .size: "the response's size"
        case .requestSize: "the request's size"
        case .cpu: "CPU time that was sampled"
        case .samples: "samples of the profiler"
        case .queries: "how many queries"
        case .sqlTime: "time in all queries"
        case .slowestQuery: "the slowest query's time"
        case .rows: "rows of any one query"
        case .sql: "a query's text or values"
        case .value: "a query's bound value"
        case .database: "connection, database, system"
        case .renders: "how many renders"
        case .renderTime: "time in all templates"
        case .slowestRender: "the slowest render's time"
        case .template: "a template's name or file"
        case .context: "a key given to a template"
        case .logs: "how many log lines"
        case .warnings: "how many at warning or above"
        case .log: "a log line with its metadata"
        case .level: "a log line of this level"
        case .calls: "how many outgoing calls"
        case .call: "an outgoing call"
        case .spans: "how many spans"
        case .span: "a span's name"
        case .attribute: "a span's attribute"
        case .error: "what an error says, its stack"
        case .finding: "what was found"
        case .is: "its state: \(FilterNames.states.joined(separator: ", "))"
        case .has: FilterNames.possessions.joined(separator: ", ")
        case .kind: "http, job, startup, connection"
        case .app: "the server's name or pid"
        case .pid: "the server's process"
        case .build: "current, previous, a number, an id"
        case .configuration: "debug or release"
        case .trace: "the trace's id"
        case .id: "the request's id"
        case .dropped: "events that were not recorded"
        case .anything: "anywhere: headers, bodies, values too"
        case .word: "in URL, SQL, templates, spans, logs, flags"
        }
    }

    /// The order and headings of help.
    package static let groups: [(title: String, keys: [FilterKey])] = [
        (
            "Request and response",
            [.status, .method, .path, .url, .route, .query, .param, .header, .body, .contentType, .host, .remote]
        ),
        ("Cost", [.duration, .age, .size, .requestSize, .cpu, .samples]),
        ("SQL", [.queries, .sqlTime, .slowestQuery, .rows, .sql, .value, .database]),
        ("Templates", [.renders, .renderTime, .slowestRender, .template, .context]),
        ("Logs, calls, spans", [.log, .level, .logs, .warnings, .call, .calls, .span, .spans, .attribute]),
        ("What was found, and where", [.finding, .error, .is, .has, .app, .pid, .build, .configuration, .kind]),
        ("Ids, and anything", [.id, .trace, .dropped, .anything]),
    ]
}
