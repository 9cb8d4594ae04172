import PeriscopeHistory
import PeriscopeHub
import PeriscopeUI
import PeriscopeWire

/// Carries the hub's events into the history, and what concerns the hub itself into the UI's environment.
struct HubIntake {
    private static let refusalLimit = 50

    let names: NameDesk

    func apply(
        _ event: HubEvent, to history: inout History, environment: inout UIEnvironment, at now: UnixNanoseconds
    ) -> HistoryChange {
        switch event {
        case .appConnected(
            let app, let hello, let strings, let stacks, let modules, let profileNodes, let executable):
            let change = history.connect(
                app: app, hello: hello, strings: strings, stacks: stacks, modules: modules,
                profileNodes: profileNodes, at: now)
            let record = history.app(AppID(app))
            names.remember(executable, of: record)
            names.remember(modules, of: record)
            return change
        case .batch(let app, let batch):
            if !batch.modules.isEmpty { names.remember(batch.modules, of: history.app(AppID(app))) }
            return history.apply(batch, from: app, at: now)
        case .sample(let app, let sample):
            history.apply(sample, from: app)
        case .appDisconnected(let app, let reason, let orderly):
            return history.disconnect(app: app, reason: reason, orderly: orderly, at: now)
        case .planAnswer:
            break
        case .readerAttached, .readerLeft:
            break
        case .refused(let reason):
            environment.refusals.append(.init(text: reason, at: now))
            environment.refusals.removeFirst(max(0, environment.refusals.count - Self.refusalLimit))
        case .roleChanged(.listening(let path)):
            environment.hub = .listening
            environment.socketPath = path
        case .roleChanged(.reading(let path)):
            environment.hub = .reading
            environment.socketPath = path
        }
        return HistoryChange()
    }
}
