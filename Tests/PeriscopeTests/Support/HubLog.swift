import PeriscopeWire

/// All that a hub was sent.
struct HubLog: Sendable {
    var connections = 0
    var disconnections = 0
    var raw: [UInt8] = []
    var hellos: [WireHello] = []
    var goodbyes: [String] = []
    var samples: [WireProcessSample] = []
    var failures: [WireError] = []
    var adapters: [String] = []
    var batches = 0
    var droppedRequests: UInt64 = 0
    /// By id, in order of arrival; a new connection starts none anew.
    var requests: [UInt64: SeenRequest] = [:]
    var order: [UInt64] = []
    /// In order of arrival, on all connections.
    var stacks: [WireCallStack] = []
    /// Stacks that spans named before the connection was told of them.
    var unknownStacks = 0
    var plans: [WirePlanAnswer] = []
    /// What this connection was told of sampled stacks: the nodes from 1 on, and the objects' paths by their numbers.
    var nodes: [(parent: UInt32, frame: UInt64)] = []
    var modules: [UInt32: String] = [:]
    /// Nodes and objects that were named before the connection was told of them, or told out of order.
    var unknownPlaces = 0
    /// The profiler, as the newest sample has it.
    var profiler: WireProfilerState { samples.last?.profiler ?? WireProfilerState() }
    private var knownStacks: Set<UInt64> = []
    private var strings = InternedStrings()

    /// The request of a path, the latest of several.
    func request(_ path: String) -> SeenRequest? {
        order.last { requests[$0]?.head.path == path }.flatMap { requests[$0] }
    }

    /// The record of what belongs to no request.
    var outside: SeenRequest { requests[0] ?? SeenRequest() }

    /// Whether these bytes came, in any message.
    func hasBytes(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard let first = wanted.first, raw.count >= wanted.count else { return false }
        return raw.indices.dropLast(wanted.count - 1).contains { index in
            raw[index] == first && raw[index..<(index + wanted.count)].elementsEqual(wanted)
        }
    }

    mutating func add(_ event: WireEvent) {
        switch event {
        case .hello(let hello):
            hellos.append(hello)
            strings = InternedStrings()
            knownStacks = []
            nodes = []
            modules = [:]
        case .goodbye(let goodbye): goodbyes.append(goodbye.reason)
        case .batch(let batch): add(batch)
        case .sample(let sample): samples.append(sample)
        case .planAnswer(let answer): plans.append(answer)
        case .relay, .planRequest, .profileRequest: break
        case .failed(let error): failures.append(error)
        }
    }

    /// Frames of a node, innermost first.
    func stack(_ node: UInt32) -> [UInt64] {
        var frames: [UInt64] = []
        var node = node
        while node > 0, node <= nodes.count {
            frames.append(nodes[Int(node) - 1].frame)
            node = nodes[Int(node) - 1].parent
        }
        return frames
    }

    private mutating func addPlaces(of batch: WireBatch) {
        for module in batch.modules {
            if module.number != UInt32(modules.count + 1) { unknownPlaces += 1 }
            modules[module.number] = module.path
        }
        let told = batch.profileNodes
        guard !told.parents.isEmpty else { return }
        if told.first != UInt32(nodes.count + 1) || told.parents.count != told.frames.count { unknownPlaces += 1 }
        for (parent, frame) in zip(told.parents, told.frames) {
            let module = UInt32(frame >> 48)
            if parent > nodes.count || (frame != .max && module != 0 && modules[module] == nil) { unknownPlaces += 1 }
            nodes.append((parent, frame))
        }
    }

    private mutating func add(_ batch: WireBatch) {
        batches += 1
        droppedRequests = batch.droppedRequests
        adapters += batch.adapters
        strings.add(reset: batch.stringsReset, strings: batch.strings)
        stacks += batch.stacks
        knownStacks.formUnion(batch.stacks.map(\.hash))
        addPlaces(of: batch)
        for delta in batch.requests {
            unknownPlaces += delta.samples.count { $0.node == 0 || $0.node > nodes.count }
            unknownStacks += delta.spans.count { $0.stack != 0 && !knownStacks.contains($0.stack) }
            if requests[delta.id] == nil { order.append(delta.id) }
            requests[delta.id, default: SeenRequest()].add(delta) { strings[$0] }
        }
    }
}

/// A request as a hub saw it.
struct SeenRequest: Sendable {
    var id: UInt64 = 0
    var deltas = 0
    var heads = 0
    var head = WireRequestHead()
    var method = ""
    var route = ""
    var parameters: [String: String] = [:]
    var headers: [String: String] = [:]
    var spans: [SeenSpan] = []
    var logs: [SeenLog] = []
    var end: WireRequestEnd?
    var dropped: UInt64 = 0
    var countedQueries: UInt64 = 0
    var countedQueriesNs: UInt64 = 0
    var isStreaming = false
    var samples: [WireProfileSample] = []
    var samplePeriod: UInt64 = 0

    var queries: [SeenSpan] { spans.filter { $0.wire.kind == .query } }
    var ended: [SeenSpan] { spans.filter { $0.wire.hasEndNs } }
    func span(_ name: String) -> SeenSpan? { spans.last { $0.name == name } }

    mutating func add(_ delta: WireRequestDelta, text: (UInt32) -> String) {
        id = delta.id
        deltas += 1
        if delta.hasHead {
            heads += 1
            head = delta.head
            method = text(delta.head.method)
            headers = Dictionary(delta.head.headers.map { (text($0.name), $0.value) }) { $1 }
        }
        if delta.hasRoute {
            route = text(delta.route.route)
            parameters = Dictionary(delta.route.parameters.map { (text($0.key), $0.value) }) { $1 }
        }
        spans += delta.spans.map { SeenSpan($0, text: text) }
        logs += delta.logs.map { SeenLog($0, text: text) }
        if delta.hasEnd { end = delta.end }
        dropped = delta.dropped
        countedQueries = delta.countedQueries
        countedQueriesNs = delta.countedQueriesNs
        isStreaming = delta.streaming
        samples += delta.samples
        if delta.samplePeriodNs > 0 { samplePeriod = delta.samplePeriodNs }
    }
}

struct SeenSpan: Sendable {
    let wire: WireSpan
    let name: String
    let sql: String
    let system: String
    let values: [String]
    let attributes: [String: String]

    init(_ wire: WireSpan, text: (UInt32) -> String) {
        self.wire = wire
        name = text(wire.name)
        sql = text(wire.query.sql)
        system = text(wire.query.system)
        values = wire.query.values.map(\.text)
        attributes = Dictionary(wire.attributes.map { (text($0.key), $0.value) }) { $1 }
    }
}

struct SeenLog: Sendable {
    let wire: WireLogLine
    let label: String
    let metadata: [String: String]

    init(_ wire: WireLogLine, text: (UInt32) -> String) {
        self.wire = wire
        label = text(wire.label)
        metadata = Dictionary(wire.metadata.map { (text($0.key), $0.value) }) { $1 }
    }
}
