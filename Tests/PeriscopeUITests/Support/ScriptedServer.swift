import PeriscopeHistory
import PeriscopeWire

/// A server that says on the wire what a test wants, so that the history under test is made as in life.
struct ScriptedServer {
    let number: UInt64
    private(set) var strings: [String] = []
    private var places: [String: UInt32] = [:]
    private var nextSpan: UInt64
    private var requests: [WireRequestDelta] = []
    private var pendingStrings: [String] = []
    private var droppedRequests: UInt64 = 0
    private var stacks: [UInt64: WireCallStack] = [:]
    private var pendingStacks: [WireCallStack] = []
    /// What its profiler saw.
    var sampledStacks = ScriptedStacks()

    /// 2026-01-01T12:00:00Z, the anchor of the scripted clock.
    static let anchor: UnixNanoseconds = 1_767_268_800_000_000_000

    init(number: UInt64 = 1) {
        self.number = number
        nextSpan = number * 1_000_000
    }

    static func hello(
        _ name: String = "bookshop", pid: UInt64 = 4242, adapters: [String] = ["hummingbird", "grdb", "mustache"],
        build: String = "a1f3c0ffee00", configuration: WireConfiguration = .debug
    ) -> WireHello {
        var hello = WireHello()
        hello.protocolMajor = 1
        hello.role = .server
        hello.app = name
        hello.pid = pid
        hello.startedUnixNs = anchor - 60_000_000_000
        hello.anchorUnixNs = anchor
        hello.buildID = build
        hello.configuration = configuration
        hello.executable = "/shop/.build/debug/bookshop"
        hello.workingDirectory = "/shop"
        hello.adapters = adapters
        var version = WireAttribute()
        version.keyText = "swift"
        version.value = "6.3"
        hello.versions = [version]
        var variable = WireAttribute()
        variable.keyText = "LANG"
        variable.value = "C.UTF-8"
        hello.environment = [variable]
        return hello
    }

    mutating func intern(_ text: String) -> UInt32 {
        if text.isEmpty { return 0 }
        if let place = places[text] { return place }
        strings.append(text)
        pendingStrings.append(text)
        places[text] = UInt32(strings.count)
        return UInt32(strings.count)
    }

    mutating func makeID() -> UInt64 {
        nextSpan += 1
        return nextSpan
    }

    mutating func send(_ delta: WireRequestDelta) {
        requests.append(delta)
    }

    mutating func drop(_ count: UInt64) {
        droppedRequests += count
    }

    /// What was said since the batch before.
    mutating func takeBatch() -> WireBatch {
        var batch = WireBatch()
        batch.strings = pendingStrings
        batch.requests = requests
        batch.droppedRequests = droppedRequests
        batch.stacks = pendingStacks
        let nodes = sampledStacks.take()
        if !nodes.parents.isEmpty { batch.profileNodes = nodes }
        pendingStrings = []
        requests = []
        pendingStacks = []
        return batch
    }

    /// A call stack of functions, innermost first, each a program counter that `UIDriver.sources` names.
    mutating func stack(_ frames: [UInt64]) -> UInt64 {
        let hash = frames.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ $1) &* 0x0000_0100_0000_01B3 }
        if stacks[hash] == nil {
            var stack = WireCallStack()
            stack.hash = hash
            // As a stack has them: where the call returns to, one behind the call. From 1,000 on they are asynchronous.
            stack.frames = frames.map { $0 < 1_000 ? $0 + 1 : $0 }
            stack.physical = UInt32(frames.prefix { $0 < 1_000 }.count)
            stacks[hash] = stack
            pendingStacks.append(stack)
        }
        return hash
    }

    // MARK: Requests

    /// The beginning of a request; times in microseconds from the anchor.
    mutating func head(
        _ id: UInt64, _ method: String, _ path: String, query: String = "", at start: UInt64, route: String?,
        headers: [(String, String)] = [("host", "127.0.0.1:8080"), ("accept", "text/html")]
    ) -> WireRequestDelta {
        var delta = WireRequestDelta()
        delta.id = id
        var head = WireRequestHead()
        head.kind = .http
        head.startNs = start * 1_000
        head.method = intern(method)
        head.path = path
        head.query = query
        head.scheme = "http"
        head.authority = "127.0.0.1:8080"
        head.httpVersion = "HTTP/1.1"
        head.remoteAddress = "127.0.0.1:53122"
        head.headers = headers.map { header($0.0, $0.1) }
        delta.head = head
        if let route {
            delta.route = WireRequestRoute()
            delta.route.route = intern(route)
        }
        return delta
    }

    mutating func header(_ name: String, _ value: String) -> WireHeader {
        var header = WireHeader()
        header.name = intern(name)
        header.value = value
        header.mask = value == "[redacted]" ? 7 : 0
        return header
    }

    mutating func end(
        at time: UInt64, status: UInt32, body: String? = nil, bytes: UInt64 = 5_120, contentType: String = "text/html",
        failure: (String, String)? = nil
    ) -> WireRequestEnd {
        var end = WireRequestEnd()
        end.endNs = time * 1_000
        end.handledNs = time * 1_000
        end.status = status
        end.responseHeaders = [header("content-type", contentType)]
        var response = WireBody()
        response.bytes = body.map { UInt64($0.utf8.count) } ?? bytes
        if let body { response.text = body }
        response.contentType = contentType
        end.responseBody = response
        if let failure {
            end.failure.type = failure.0
            end.failure.message = failure.1
            end.failure.stack = ["Routes.error() at Routes.swift:12"]
        }
        return end
    }

    // MARK: Spans

    mutating func span(
        _ kind: WireSpanKind, _ name: String, in parent: UInt64, from start: UInt64, to end: UInt64?,
        attributes: [(String, String)] = []
    ) -> WireSpan {
        var span = WireSpan()
        span.id = makeID()
        span.parent = parent
        span.kind = kind
        span.name = intern(name)
        span.startNs = start * 1_000
        if let end { span.endNs = end * 1_000 }
        span.status = .ok
        span.attributes = attributes.map { item in
            var attribute = WireAttribute()
            attribute.key = intern(item.0)
            attribute.value = item.1
            return attribute
        }
        return span
    }

    mutating func query(
        _ sql: String, _ values: [String] = [], rows: UInt64 = 1, in parent: UInt64, from start: UInt64,
        to end: UInt64?, connection: String = "reader-1", housekeeping: Bool = false, transaction: UInt64 = 0,
        stack: [UInt64] = []
    ) -> WireSpan {
        var span = span(.query, "query", in: parent, from: start, to: end)
        if !stack.isEmpty { span.stack = self.stack(stack) }
        var query = WireQuery()
        query.sql = intern(sql)
        query.values = values.map { text in
            var value = WireValue()
            value.kind = Int(text) == nil ? .text : .integer
            value.text = text
            value.mask = text == "[redacted]" ? 9 : 0
            return value
        }
        query.rows = rows
        query.connection = intern(connection)
        query.housekeeping = housekeeping
        query.transaction = transaction
        query.system = intern("sqlite")
        query.counters.fullScanSteps = 3_999
        query.counters.vmSteps = 12_004
        span.query = query
        return span
    }

    mutating func render(
        _ name: String, bytes: UInt64, in parent: UInt64, from start: UInt64, to end: UInt64?,
        context: [(String, String, String)] = [], stack: [UInt64] = []
    ) -> WireSpan {
        var span = span(.render, name, in: parent, from: start, to: end)
        if !stack.isEmpty { span.stack = self.stack(stack) }
        var render = WireRender()
        render.outputBytes = bytes
        render.partialsTimed = true
        render.context = context.map { item in
            var node = WireContextNode()
            node.key = intern(item.0)
            node.type = intern(item.1)
            node.value = item.2
            return node
        }
        span.render = render
        return span
    }

    mutating func log(_ level: WireLogLevel, _ message: String, at time: UInt64, _ metadata: [(String, String)] = [])
        -> WireLogLine
    {
        var line = WireLogLine()
        line.atNs = time * 1_000
        line.level = level
        line.label = intern("bookshop")
        line.message = message
        line.source = intern("Bookshop")
        line.file = intern("Bookshop/Routes.swift")
        line.line = 41
        line.metadata = metadata.map { item in
            var attribute = WireAttribute()
            attribute.key = intern(item.0)
            attribute.value = item.1
            return attribute
        }
        return line
    }
}
