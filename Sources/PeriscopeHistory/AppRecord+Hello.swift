internal import PeriscopeWire

extension AppRecord {
    /// The newest samples that are kept.
    static let sampleLimit = 120

    init(id: AppID, hello: WireHello, buildNumber: Int, at now: UnixNanoseconds) {
        self.init(
            id: id, name: hello.app, pid: hello.pid, startedAt: hello.startedUnixNs, anchor: hello.anchorUnixNs,
            buildID: hello.buildID, buildNumber: buildNumber, configuration: hello.configuration,
            executable: hello.executable, workingDirectory: hello.workingDirectory, arguments: hello.arguments,
            adapters: hello.adapters, connectedAt: now, reconnects: Int(hello.reconnects))
        outside.kind = .outside
        outside.startedAt = hello.anchorUnixNs
    }

    /// The same process said hello again.
    mutating func reconnect(_ hello: WireHello) {
        connection = .connected
        disconnectedAt = nil
        anchor = hello.anchorUnixNs
        reconnects = max(reconnects + 1, Int(hello.reconnects))
        for adapter in hello.adapters { add(adapter: adapter) }
    }

    /// Attributes of a hello bring their own keys: there is no intern table yet.
    mutating func takeVersions(_ hello: WireHello, pool: inout TextPool) {
        var translator = WireTranslator(strings: InternedStrings(), pool: pool)
        versions = translator.attributes(hello.versions)
        environment = translator.attributes(hello.environment)
        pool = translator.pool
    }

    /// Remembers an adapter once; a limit keeps a broken app from filling the screen.
    mutating func add(adapter: String) {
        guard adapters.count < 64, !adapters.contains(adapter) else { return }
        adapters.append(adapter)
    }

    mutating func add(_ sample: WireProcessSample) {
        samples.append(sample)
        if samples.count > Self.sampleLimit { samples.removeFirst(samples.count - Self.sampleLimit) }
        droppedRequests = max(droppedRequests, sample.droppedRequests)
        if sample.hasProfiler { profiler = ProfilerRecord(sample.profiler) }
    }
}
