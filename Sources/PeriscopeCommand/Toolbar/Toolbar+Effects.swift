import NcursesTerminal
import PeriscopeHistory
import PeriscopeHub
import PeriscopeInsight
import PeriscopeUI

extension Toolbar {
    /// Does what `update` asked for.
    func run(_ effect: UIEffect) {
        switch effect {
        case .quit: isDone = true
        case .suspend: for input in terminal.suspend() { dispatch(.input(input)) }
        case .repaint: terminal.repaint()
        case .setMouse(let isOn):
            terminal.setMouse(isOn)
            environment.isMouseOn = isOn
        case .copy(let text): notify(Clipboard(terminal: terminal).copy(text))
        case .page(let text): notify(ForegroundProgram(terminal: terminal).page(text))
        case .edit(let path, let line): notify(ForegroundProgram(terminal: terminal).edit(absolute(path), line: line))
        case .pin(let id, let isPinned): _ = history.pin(id, isPinned)
        case .clear: dispatch(.historyChanged(history.clear()))
        case .restartChild:
            child?.restart()
            notify("ending \(child?.name ?? "the command"), to start it again")
        case .explain(let question):
            plans.ask(question, hub: hub, history: history, environment: &environment, at: WallClock.now())
        case .profile(let isOn, let apps): profile(isOn, apps)
        case .exportProfile(let wish): export(wish)
        case .exportRequests, .send: break
        case .ignore(let finding): ignore(finding)
        }
    }

    /// What an event says about plans that were asked for.
    func takePlanNews(_ event: HubEvent) {
        switch event {
        case .planAnswer(let app, let answer): plans.take(answer, from: app, environment: &environment)
        case .appDisconnected(let app, _, _): plans.forget(app: app, environment: &environment)
        default: break
        }
    }

    /// A call site read from a file is relative to where the person looks at it.
    private func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : environment.workingDirectory + "/" + path
    }

    /// Hides a finding from now on; if it can't be written down, until the program ends.
    private func ignore(_ finding: IgnoredFinding) {
        settings.ignoredFindings.insert(finding)
        history.judge(thresholds: settings.thresholds, ignored: settings.ignoredFindings)
        guard let path = settingsFiles.ignore else {
            return notify("ignored until periscope ends: there is no HOME to write it down in")
        }
        let shown = settingsFiles.shown(path)
        if let problem = IgnoreFile(path: path).append(finding) {
            notify("ignored until periscope ends: \(shown): \(problem)")
        } else {
            notify("ignored; it is written in \(shown)")
        }
    }
}
