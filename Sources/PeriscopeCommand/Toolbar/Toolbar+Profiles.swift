import PeriscopeHistory
import PeriscopeHub
import PeriscopeInsight
import PeriscopeUI

/// The profiler on and off, and profiles as files.
extension Toolbar {
    func profile(_ isOn: Bool, _ apps: [AppID]) {
        guard let hub else { return notify("a file has no profiler; the server must be running") }
        guard !apps.isEmpty else { return notify("no server is connected") }
        let deaf = apps.filter { !hub.profile(isOn, of: $0.number) }
        guard !deaf.isEmpty else { return }
        let names = deaf.map { id in history.app(id).map { "\($0.name) \($0.pid)" } ?? "an app" }
        let isGone = deaf.allSatisfy { history.app($0)?.connection != .connected }
        let why = isGone ? "it is gone" : "its probe is older than this periscope and knows no profiler"
        notify("\(names.joined(separator: ", ")) can't be profiled: \(why)")
    }

    /// Counts the samples here, which takes what drawing them takes, and leaves the writing to another thread.
    func export(_ wish: ProfileExport) {
        let home = environment.homeDirectory
        let path = ProfileFile.absolute(wish.path, workingDirectory: environment.workingDirectory, home: home)
        let files = settingsFiles
        var context = PprofFile.Context()
        context.comment = name(of: wish.scope)
        if let app = history.apps.first, history.apps.count == 1 { context.executable = app.executable }
        exports.export(profile(of: wish.scope), context, to: path) { files.shown($0) }
    }

    private func profile(of scope: ProfileExport.Scope) -> CPUProfile {
        switch scope {
        case .request(let id, let span): history.profile(of: CollectionOfOne(id), span: span)
        case .requests(let ids): history.profile(of: ids)
        case .outside(let app): history.outsideProfile(of: app)
        }
    }

    /// What the profile is of, for those who open the file.
    private func name(of scope: ProfileExport.Scope) -> String {
        switch scope {
        case .request(let id, let span):
            (span == nil ? "" : "a span of ") + (history.withRequest(id) { "\($0.method) \($0.path)" } ?? "request")
        case .requests(let ids): ids.count == 1 ? "1 request" : "\(ids.count) requests"
        case .outside(let app): "outside requests of \(history.app(app)?.name ?? "an app")"
        }
    }
}
