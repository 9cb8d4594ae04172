import PeriscopeHistory
import PeriscopeSymbols
import PeriscopeWire

/// The shared libraries that servers told of: what a library's path stood for when its server loaded it.
struct ModuleBook {
    /// Builds whose libraries are known; the oldest goes first.
    private static let builds = 64

    private var modules: [BuildKey: [String: NameFinder.Module]] = [:]
    private var order: [BuildKey] = []

    /// The first with a path stays: processes of one build may differ, and names are kept by build and path.
    mutating func add(_ wire: [WireModule], of app: AppRecord?) {
        guard let app, !wire.isEmpty else { return }
        if modules[app.build] == nil { makeRoom(for: app.build) }
        for module in wire where modules[app.build, default: [:]].count < WireLimits.modules {
            guard modules[app.build]?[module.path] == nil else { continue }
            let isApp = AppCode.isAppModule(
                path: module.path, executable: app.executable, workingDirectory: app.workingDirectory)
            modules[app.build]?[module.path] = NameFinder.Module(
                path: module.path, proof: ModuleProof(module, of: app), isApp: isApp,
                workingDirectory: app.workingDirectory)
        }
    }

    func module(_ path: String, of build: BuildKey) -> NameFinder.Module? {
        modules[build]?[path]
    }

    private mutating func makeRoom(for build: BuildKey) {
        if order.count >= Self.builds { modules[order.removeFirst()] = nil }
        order.append(build)
        modules[build] = [:]
    }
}
