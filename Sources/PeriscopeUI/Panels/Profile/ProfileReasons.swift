import PeriscopeHistory
import Screen

/// Why there is no profile, and what to do about it.
struct ProfileReasons {
    let context: UIContext
    let format: Format

    /// The kernel's tick, and the rate that a server samples at unless it was told otherwise: nanoseconds.
    private static let usualPeriod: UInt64 = 4_000_000

    func lines(_ subject: ProfileSubject, _ extent: ProfileFacts.Extent) -> [String] {
        switch subject {
        case .request(let id, let span): return ofRequest(id, span: span, extent)
        case .route, .shown:
            if !extent.requests.isEmpty {
                let requests = format.count(extent.requests.count, "request", "requests")
                guard extent.samples == 0 else { return [withoutStacks(extent.samples)] }
                return ["No sample fell into \(requests): " + perSample(Self.usualPeriod)]
            }
            guard extent.unsampled > 0 else { return ["No request to look at."] }
            return ["No request here was sampled."] + connected
        case .outside(let app):
            guard let app = context.history.app(app) else { return ["This process is no longer known."] }
            guard app.profiler?.isOn == true else { return ofApp(app) }
            return ["No sample fell outside of the requests of \(name(app)) since its profiler is on."]
        }
    }

    private func perSample(_ period: UInt64) -> String {
        "one is taken every \(format.roughDuration(period)) of CPU time."
    }

    /// The server told how many there are, and what it told of their functions was lost or cut.
    private func withoutStacks(_ samples: UInt64) -> String {
        var isFile = false
        if case .file = context.environment.hub { isFile = true }
        return format.count(samples, "sample was", "samples were") + " taken, but in which functions "
            + (isFile ? "the file does not say." : "did not reach this viewer.")
    }

    private func ofRequest(_ id: RequestID, span: UInt64?, _ extent: ProfileFacts.Extent) -> [String] {
        guard let request = context.history.request(id) else { return ["This request is no longer held."] }
        let app = context.history.app(id.app)
        if span != nil, request.wasProfiled {
            return [
                "No sample was taken in this span: it used too little CPU time, or waited.", "",
                "Esc: the whole request",
            ]
        }
        if request.wasProfiled {
            let period = app?.profiler.map(\.period).flatMap { $0 > 0 ? $0 : nil } ?? Self.usualPeriod
            return [
                extent.samples > 0 ? withoutStacks(extent.samples) : "No sample fell into it: " + perSample(period), "",
                "It took \(format.duration(request.duration ?? 0)) in all. a: all requests of its route together",
            ]
        }
        if case .file(let file) = context.environment.hub {
            return ["\(file) has no profile of this request: the profiler was off when it was written."]
        }
        guard let app else { return ["Its server is no longer known."] }
        if app.profiler?.isOn == true {
            return [
                "The profiler was off when this request ran, or no sample fell into it.", "",
                "Send it again: it is on now.",
            ]
        }
        return ofApp(app)
    }

    private var connected: [String] {
        if case .file = context.environment.hub { return ["", "The file has no profiles."] }
        guard let app = context.history.apps.last(where: { $0.connection == .connected }) ?? context.history.apps.last
        else { return [] }
        guard app.profiler?.isOn == true else { return [""] + ofApp(app) }
        return ["", "The profiler is on now: send them again."]
    }

    private func ofApp(_ app: AppRecord) -> [String] {
        let byEnvironment = "PERISCOPE_PROFILE=1 in the server's environment turns it on from the start."
        guard app.connection == .connected else {
            return ["\(name(app)) has gone, and its profiler was off.", "", byEnvironment]
        }
        guard let profiler = app.profiler else {
            guard !app.samples.isEmpty else { return ["\(name(app)) has not told of its profiler yet."] }
            return [
                "\(name(app)) has no profiler: its probe is too old.", "",
                "Build it with the Periscope that this viewer came with.",
            ]
        }
        if !profiler.problem.isEmpty { return ["\(name(app)) cannot be profiled.", "", profiler.problem] }
        return [
            "The profiler is off.", "", "P turns it on for \(name(app)); then send the request again.", byEnvironment,
        ]
    }

    private func name(_ app: AppRecord) -> String { "\(app.name) \(app.pid)" }
}
