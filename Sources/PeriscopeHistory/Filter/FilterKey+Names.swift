/// What the keys are called, and what help says of them.
extension FilterKey {
    /// The key of that name, in any case; a `-` for a `_` is well.
    package init?(name: String) {
        guard let key = Self.byName[name.lowercased().replacing("-", with: "_")] else { return nil }
        self = key
    }

    /// All but the word, which has none.
    package static let named = allCases.filter { $0 != .word }

    static let allNames = named.flatMap { [$0.rawValue] + $0.otherNames }

    private static let byName: [String: FilterKey] = Dictionary(
        named.flatMap { key in ([key.rawValue] + key.otherNames).map { ($0, key) } }
    ) { first, _ in first }

    /// Names from OpenTelemetry's semantic conventions, from the JSON, and from habit.
    package var otherNames: [String] {
        switch self {
        case .status: ["code", "http.response.status_code", "http.status_code"]
        case .method: ["verb", "http.request.method"]
        case .path: ["url.path"]
        case .url: ["url.full"]
        case .route: ["http.route"]
        case .query: ["url.query", "qs"]
        case .param: ["params", "parameter"]
        case .header: ["headers", "h"]
        case .body: ["bodies"]
        case .contentType: ["content_type", "mime"]
        case .host: ["server.address", "authority"]
        case .remote: ["client.address", "peer"]
        case .duration: ["time", "duration", "duration_ms", "took", "http.server.request.duration"]
        case .size: ["bytes", "response_size", "http.response.body.size"]
        case .requestSize: ["http.request.body.size"]
        case .cpu: ["cpu_ms"]
        case .queries: ["query_count", "sql_count"]
        case .sqlTime: ["sql_time", "db_ms"]
        case .slowestQuery: ["slowest_query"]
        case .sql: ["statement", "db.query.text", "db.statement"]
        case .value: ["values", "db.query.parameter"]
        case .database: ["database", "connection", "db.namespace", "db.system.name"]
        case .renders: ["render_count"]
        case .renderTime: ["render_time", "templates_ms"]
        case .slowestRender: ["slowest_render"]
        case .template: ["templates", "view"]
        case .log: ["message"]
        case .level: ["severity"]
        case .attribute: ["attribute", "attributes"]
        case .error: ["exception", "failure", "exception.message", "exception.type", "error.type"]
        case .finding: ["findings"]
        case .app: ["service", "service.name"]
        case .pid: ["process.pid"]
        case .configuration: ["configuration"]
        case .trace: ["trace_id"]
        case .id: ["span_id"]
        case .anything: ["anywhere", "text"]
        default: []
        }
    }

    /// The values of a key that has few.
    package var names: [String] {
        switch self {
        case .finding: FilterNames.findings
        case .is: FilterNames.states
        case .has: FilterNames.possessions
        case .kind: ["http", "job", "startup", "connection"]
        case .configuration: ["debug", "release"]
        case .build: ["current", "previous"]
        case .level: FilterUnit.levels
        default: []
        }
    }

    /// An example of a term.
    package var example: String {
        switch self {
        case .status: "status:5xx"
        case .method: "method:GET,POST"
        case .path: "path:/api"
        case .url: "url:/books?page=2"
        case .route: "route:\"/books/{id}\""
        case .query: "query:page=2"
        case .param: "param:id=7"
        case .header: "header:x-id=7"
        case .body: "body:\"not found\""
        case .contentType: "type:json"
        case .host: "host:localhost"
        case .remote: "remote:127.0.0.1"
        case .duration: "ms>100"
        case .age: "age<5m"
        case .size: "size>10k"
        case .requestSize: "request_size>1mb"
        case .cpu: "cpu>50"
        case .samples: "samples>0"
        case .queries: "queries>20"
        case .sqlTime: "sql_ms>50"
        case .slowestQuery: "query_ms>20"
        case .rows: "rows>1000"
        case .sql: "sql:orders"
        case .value: "value=42"
        case .database: "db:writer"
        case .renders: "renders>10"
        case .renderTime: "template_ms>20"
        case .slowestRender: "render_ms>10"
        case .template: "template:book"
        case .context: "context:title"
        case .logs: "logs>5"
        case .warnings: "warnings>0"
        case .log: "log:timeout"
        case .level: "level>=warning"
        case .calls: "calls>0"
        case .call: "call:rates"
        case .spans: "spans>100"
        case .span: "span:Session"
        case .attribute: "attr:user.id=7"
        case .error: "error:timeout"
        case .finding: "finding:n_plus_one"
        case .is: "is:running"
        case .has: "has:findings"
        case .kind: "kind:job"
        case .app: "app:bookshop"
        case .pid: "pid:4242"
        case .build: "build:previous"
        case .configuration: "config:release"
        case .trace: "trace:4bf92f"
        case .id: "id:00f067aa0ba902b7"
        case .dropped: "dropped>0"
        case .anything: "any:needle"
        case .word: "authors"
        }
    }
}
