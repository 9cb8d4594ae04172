import Periscope

extension ProcessSurroundings {
    /// A server's, on a developer's machine.
    static func server(
        _ environment: [String: String] = [:], arguments: [String] = ["/app/bookshop"], isDebugBuild: Bool = true
    ) -> ProcessSurroundings {
        var surroundings = ProcessSurroundings.current()
        surroundings.environment = environment
        surroundings.arguments = arguments
        surroundings.isDebugBuild = isDebugBuild
        return surroundings
    }
}

extension Probe {
    /// A probe that is on though this is a test, and that looks for a viewer at one path.
    static func test(
        at path: String, _ options: ProbeOptions = ProbeOptions(), limits: ProbeLimits = ProbeLimits(),
        environment: [String: String] = [:], sampler: (any SampleSource)? = nil
    ) -> Probe {
        Probe(
            app: "shop", enabled: .always, socket: path, options: options, surroundings: .server(environment),
            limits: limits, sampler: sampler)
    }

    /// Ends the uplink and its thread, as a shutdown does.
    func shutDown() async {
        let running = Task { try await run() }
        running.cancel()
        _ = await running.result
    }

    /// Starts a request of a path.
    func open(_ path: String, method: String = "GET") -> Recording? {
        openRequest(RequestOpening(method: method, path: path, start: now()))
    }

    /// Runs a whole request of a path.
    func request(_ path: String) {
        request(path) { _ in }
    }

    /// Runs a whole request of a path, and the body inside it.
    func request(_ path: String, status: Int = 200, _ body: (Recording) throws -> Void) rethrows {
        guard let recording = open(path) else { return }
        defer { recording.recorder.finish(RequestEnding(end: now(), status: status)) }
        try recording.bound { try body(recording) }
    }
}
