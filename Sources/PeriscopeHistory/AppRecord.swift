package import PeriscopeWire

/// One server process, present or past.
package struct AppRecord: Sendable, Identifiable {
    package enum Connection: Sendable, Equatable {
        case connected
        /// It said goodbye.
        case ended(reason: String)
        /// The connection broke without a goodbye.
        case lost(reason: String)
    }

    package let id: AppID
    package var name: String
    package var pid: UInt64
    package var startedAt: UnixNanoseconds
    /// Added to a monotonic time of this app, makes a wall-clock time.
    package var anchor: UnixNanoseconds
    package var buildID: String
    /// 1 for the first build of this app name in this configuration that the history saw, then counting.
    package var buildNumber: Int
    package var configuration: WireConfiguration
    package var executable: String
    package var workingDirectory: String
    package var arguments: [String]
    package var versions: [AttributeRecord]
    package var environment: [AttributeRecord]
    package var adapters: [String]
    package var connection: Connection = .connected
    package var connectedAt: UnixNanoseconds
    package var disconnectedAt: UnixNanoseconds?
    package var reconnects: Int
    /// The newest 120 samples, oldest first.
    package var samples: [WireProcessSample] = []
    /// Spans and log lines that belong to no request, bounded; its `kind` is `.outside`.
    package var outside: RequestRecord
    /// Absent where its probe has no profiler, or has not told of it yet.
    package var profiler: ProfilerRecord?
    package var requestCount = 0
    package var droppedRequests: UInt64 = 0

    package init(
        id: AppID, name: String, pid: UInt64, startedAt: UnixNanoseconds, anchor: UnixNanoseconds, buildID: String,
        buildNumber: Int, configuration: WireConfiguration, executable: String, workingDirectory: String,
        arguments: [String] = [], versions: [AttributeRecord] = [], environment: [AttributeRecord] = [],
        adapters: [String] = [], connectedAt: UnixNanoseconds, reconnects: Int = 0
    ) {
        self.id = id
        self.name = name
        self.pid = pid
        self.startedAt = startedAt
        self.anchor = anchor
        self.buildID = buildID
        self.buildNumber = buildNumber
        self.configuration = configuration
        self.executable = executable
        self.workingDirectory = workingDirectory
        self.arguments = arguments
        self.versions = versions
        self.environment = environment
        self.adapters = adapters
        self.connectedAt = connectedAt
        self.reconnects = reconnects
        self.outside = RequestRecord(id: RequestID(app: id, span: 0), sequence: 0)
    }
}
