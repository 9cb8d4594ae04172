import PeriscopeHistory
import Screen

/// The profiler of the connected servers: on, off, and on again after a restart.
extension UIState {
    mutating func toggleProfiler(_ context: UIContext) -> [UIEffect] {
        if case .file = context.environment.hub {
            say("A file has no server to profile", context)
            return []
        }
        let apps = context.history.apps.filter { $0.connection == .connected }
        guard !apps.isEmpty else {
            profiler.isWanted.toggle()
            say(
                profiler.isWanted
                    ? "No server is connected: the profiler is turned on when one connects"
                    : "The profiler stays off", context)
            return []
        }
        let fixed = apps.filter { $0.profiler.map { $0.isOn && $0.isByEnvironment } ?? false }
        let others = apps.filter { app in !fixed.contains { $0.id == app.id } }
        guard !others.isEmpty else {
            profiler = ProfilerWatch()
            say(
                "PERISCOPE_PROFILE turned it on for \(Self.names(fixed)), and only the server's environment turns it off",
                context)
            return []
        }
        // What was asked for counts until the server tells: another viewer may have turned it off since.
        let isOn = others.contains { app in app.profiler?.isOn ?? (profiler.isWanted && profiler.hasAsked(app)) }
        return isOn ? turnOff(others, context) : turnOn(others, context)
    }

    private mutating func turnOn(_ apps: [AppRecord], _ context: UIContext) -> [UIEffect] {
        let able = apps.filter { $0.profiler.map(\.problem.isEmpty) ?? true }
        guard !able.isEmpty else {
            say(apps.first?.profiler?.problem ?? "", context)
            return []
        }
        profiler.isWanted = true
        profiler.noteAsked(context.history.apps.filter { $0.connection == .connected })
        say("profiler on for \(Self.names(able)); 8 shows where a request's CPU time went, P turns it off", context)
        return [.profile(on: true, able.map(\.id))]
    }

    private mutating func turnOff(_ apps: [AppRecord], _ context: UIContext) -> [UIEffect] {
        profiler = ProfilerWatch()
        say("profiler off for \(Self.names(apps))", context)
        return [.profile(on: false, apps.map(\.id))]
    }

    private static func names(_ apps: [AppRecord]) -> String {
        guard let first = apps.first else { return "no server" }
        return apps.count == 1 ? "\(first.name) \(first.pid)" : "\(apps.count) servers"
    }

    /// Asks servers that connected since, or anew, while the profiler is wanted.
    mutating func watchProfiler(_ context: UIContext) -> [UIEffect] {
        guard profiler.isWanted else { return [] }
        let connected = context.history.apps.filter { $0.connection == .connected }
        let new = connected.filter { !profiler.hasAsked($0) }
        profiler.noteAsked(connected)
        return new.isEmpty ? [] : [.profile(on: true, new.map(\.id))]
    }
}
