import PeriscopeWire
import SwiftProtobuf

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// One message of every type with every field set; `ProtoFileTests` sees to "every".
enum Samples {
    static var attribute: WireAttribute {
        .with {
            $0.key = 3
            $0.keyText = "swift"
            $0.value = "6.3 ✓"
            $0.mask = .max
            $0.truncatedBytes = 17
        }
    }

    static func hello(role: WireRole = .server) -> WireHello {
        .with {
            $0.protocolMajor = WireLimits.protocolMajor
            $0.protocolMinor = 9
            $0.role = role
            $0.app = "bookshop"
            $0.pid = 4242
            $0.startedUnixNs = 1_700_000_000_000_000_001
            $0.anchorUnixNs = -1
            $0.buildID = "5f0c"
            $0.configuration = .release
            $0.executable = "/srv/bookshop"
            $0.workingDirectory = "/srv"
            $0.versions = [attribute, attribute]
            $0.environment = [attribute]
            $0.arguments = ["bookshop", "--port", "0", ""]
            $0.adapters = ["grdb", "mustache"]
            $0.reconnects = 2
        }
    }

    static var goodbye: WireGoodbye {
        .with {
            $0.reason = "The server stopped."
            $0.refused = true
        }
    }

    static var batch: WireBatch {
        .with {
            $0.stringsReset = true
            $0.strings = ["GET", "", "SELECT 1"]
            $0.requests = [requestDelta, WireRequestDelta()]
            $0.droppedRequests = 5
            $0.adapters = ["hummingbird"]
            $0.stacks = [callStack, WireCallStack()]
            $0.modules = [module, WireModule()]
            $0.profileNodes = profileNodes
        }
    }

    static var module: WireModule {
        .with {
            $0.number = 1
            $0.path = "/lib/x86_64-linux-gnu/libc.so.6"
            $0.buildID = "0a1b"
        }
    }

    static var profileNodes: WireProfileNodes {
        .with {
            $0.first = 3
            $0.parents = [0, 3, .max]
            $0.frames = [0x46_2600, 1 << 48 | 1 << 47 | 5, .max]
        }
    }

    static var profileSample: WireProfileSample {
        .with {
            $0.node = 4
            $0.span = .max
            $0.count = 7
        }
    }

    static var processUse: WireProcessUse {
        .with {
            $0.cpuNs = .max
            $0.residentBytes = 1 << 40
            $0.residentGrowthBytes = -4096
            $0.overlappingRequests = 2
        }
    }

    static var profilerState: WireProfilerState {
        .with {
            $0.on = true
            $0.periodNs = 4_000_000
            $0.problem = "No signal is free."
            $0.samples = 1
            $0.lost = 2
            $0.outside = 3
            $0.handlerNs = 4
            $0.sortingNs = 5
            $0.threads = 6
            $0.byEnvironment = true
        }
    }

    static var profileRequest: WireProfileRequest {
        .with {
            $0.on = true
            $0.app = 12
        }
    }

    static var callStack: WireCallStack {
        .with {
            $0.hash = .max
            $0.frames = [0x46_2600, 1, .max]
            $0.physical = 2
            $0.truncated = true
        }
    }

    static var requestDelta: WireRequestDelta {
        .with {
            $0.id = 0xfeed_beef_dead_cafe
            $0.head = requestHead
            $0.route = requestRoute
            $0.spans = [querySpan, renderSpan, WireSpan()]
            $0.logs = [logLine]
            $0.end = requestEnd
            $0.dropped = 1
            $0.countedQueries = 10_001
            $0.countedQueriesNs = .max
            $0.streaming = true
            $0.samples = [profileSample, WireProfileSample()]
            $0.samplePeriodNs = 4_000_000
        }
    }

    static var requestHead: WireRequestHead {
        .with {
            $0.traceID = Data((0..<16).map { UInt8($0) })
            $0.kind = .job
            $0.startNs = 1
            $0.method = 1
            $0.path = "/authors"
            $0.query = "page=2"
            $0.scheme = "http"
            $0.authority = "localhost:8080"
            $0.httpVersion = "1.1"
            $0.headers = [header]
            $0.remoteAddress = "127.0.0.1:5555"
            $0.remoteParent = 77
        }
    }

    static var requestRoute: WireRequestRoute {
        .with {
            $0.route = 4
            $0.parameters = [attribute]
        }
    }

    static var requestEnd: WireRequestEnd {
        .with {
            $0.endNs = 12_300_000
            $0.status = 500
            $0.responseHeaders = [header, header]
            $0.requestBody = body
            $0.responseBody = body
            $0.failure = failure
            $0.streamed = true
            $0.aborted = true
            $0.handledNs = 12_000_000
            $0.processUse = processUse
        }
    }

    static var header: WireHeader {
        .with {
            $0.name = 5
            $0.value = "text/html"
            $0.mask = 1
            $0.truncatedBytes = 2
        }
    }

    static var body: WireBody {
        .with {
            $0.bytes = 100
            $0.text = ""
            $0.truncatedBytes = 36
            $0.contentType = "application/json"
        }
    }

    static var failure: WireFailure {
        .with {
            $0.type = "DatabaseError"
            $0.message = "no such table: 書"
            $0.stack = ["a", "b"]
        }
    }

    static var querySpan: WireSpan {
        .with {
            $0.id = 1
            $0.parent = 2
            $0.kind = .query
            $0.name = 6
            $0.startNs = 10
            $0.endNs = 0
            $0.status = .error
            $0.attributes = [attribute]
            $0.failure = failure
            $0.query = query
            $0.stack = callStack.hash
        }
    }

    static var renderSpan: WireSpan {
        .with {
            $0.id = 3
            $0.kind = .render
            $0.render = render
        }
    }

    static var query: WireQuery {
        .with {
            $0.sql = 7
            $0.values = [value, WireValue()]
            $0.rows = 50
            $0.connection = 8
            $0.transaction = 9
            $0.housekeeping = true
            $0.truncatedBytes = 10
            $0.system = 11
            $0.counters = queryCounters
            $0.errorCode = -19
            $0.omittedValues = 12
            $0.namespace = 13
        }
    }

    static var queryCounters: WireQueryCounters {
        .with {
            $0.fullScanSteps = 1
            $0.sorts = 2
            $0.automaticIndexes = 3
            $0.vmSteps = 4
        }
    }

    static var value: WireValue {
        .with {
            $0.kind = .blob
            $0.text = "x'00ff'"
            $0.mask = 3
            $0.truncatedBytes = 4
        }
    }

    static var render: WireRender {
        .with {
            $0.outputBytes = 5000
            $0.context = [contextNode]
            $0.partialsTimed = true
            $0.source = "authors.mustache"
            $0.text = 14
        }
    }

    static var contextNode: WireContextNode {
        .with {
            $0.key = 1
            $0.type = 2
            $0.value = "x"
            $0.mask = 3
            $0.children = [.with { $0.count = 0 }]
            $0.count = 51
        }
    }

    static var logLine: WireLogLine {
        .with {
            $0.atNs = 1
            $0.level = .critical
            $0.label = 2
            $0.message = "hello\u{0}\u{1b}[31m"
            $0.metadata = [attribute]
            $0.source = 3
            $0.file = 4
            $0.line = 5
            $0.span = 6
            $0.dump = true
            $0.truncatedBytes = 7
        }
    }

    static var sample: WireProcessSample {
        .with {
            $0.atNs = 1
            $0.userCpuNs = 2
            $0.systemCpuNs = 3
            $0.residentBytes = 4
            $0.threads = 5
            $0.descriptors = 6
            $0.uptimeNs = 7
            $0.uplinkCpuNs = 8
            $0.sentBytes = 9
            $0.recordedEvents = 10
            $0.droppedRequests = 11
            $0.droppedEvents = 12
            $0.profiler = profilerState
        }
    }

    static var planRequest: WirePlanRequest {
        .with {
            $0.id = 1
            $0.system = "sqlite"
            $0.namespace = "/srv/shop.db"
            $0.sql = "SELECT * FROM books WHERE id = ?"
            $0.values = [value]
            $0.app = 12
        }
    }

    static var planAnswer: WirePlanAnswer {
        .with {
            $0.id = 1
            $0.steps = [planStep]
            $0.problem = "The server is not connected any more."
            $0.durationNs = 1000
        }
    }

    static var planStep: WirePlanStep {
        .with {
            $0.id = 3
            $0.parent = 2
            $0.detail = "SEARCH books USING INTEGER PRIMARY KEY (rowid=?)"
        }
    }

    static var relayConnected: WireRelayConnected {
        .with {
            $0.hello = hello()
            $0.strings = ["GET", "POST"]
            $0.stacks = [callStack]
            $0.modules = [module]
            $0.profileNodes = profileNodes
        }
    }

    static var relayDisconnected: WireRelayDisconnected {
        .with {
            $0.reason = "The server stopped."
            $0.orderly = true
        }
    }

    static func relay(_ news: WireRelay.OneOf_News) -> WireRelay {
        .with {
            $0.app = 12
            $0.news = news
        }
    }

    static func envelope(_ message: WireEnvelope.OneOf_Message) -> WireEnvelope {
        .with { $0.message = message }
    }

    /// Envelopes in which every message type of the wire occurs.
    static var envelopes: [WireEnvelope] {
        [
            envelope(.hello(hello())), envelope(.goodbye(goodbye)), envelope(.batch(batch)), envelope(.sample(sample)),
            envelope(.profileRequest(profileRequest)),
            envelope(.planRequest(planRequest)), envelope(.planAnswer(planAnswer)),
            envelope(.relay(relay(.planAnswer(planAnswer)))), envelope(.relay(relay(.connected(relayConnected)))),
            envelope(.relay(relay(.batch(batch)))),
            envelope(.relay(relay(.sample(sample)))), envelope(.relay(relay(.disconnected(relayDisconnected)))),
        ]
    }

    /// What a server says from its hello to its goodbye, as bytes.
    static func serverStream() throws -> [UInt8] {
        let messages: [WireEnvelope.OneOf_Message] = [
            .hello(hello()), .batch(batch), .sample(sample), .batch(WireBatch()), .goodbye(goodbye),
        ]
        return try messages.flatMap { try WireFrame.encode(envelope($0)) }
    }
}

extension WireEvent {
    /// One word for each kind, for comparisons.
    var name: String {
        switch self {
        case .hello: "hello"
        case .goodbye: "goodbye"
        case .batch: "batch"
        case .sample: "sample"
        case .relay: "relay"
        case .planRequest: "plan request"
        case .planAnswer: "plan answer"
        case .profileRequest: "profile request"
        case .failed: "failed"
        }
    }

    var error: WireError? {
        if case .failed(let error) = self { error } else { nil }
    }
}
