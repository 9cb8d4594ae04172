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
        case .copy(let copied): clipboard.copy(copied)
        case .page(let text): notify(ForegroundProgram(terminal: terminal).page(text))
        case .edit(let path, let line): edit(path, line: line)
        case .pin(let id, let isPinned): amend { _ = $0.pin(id, isPinned) }
        case .clear: dispatch(.historyChanged(history.clear()))
        case .restartChild:
            child?.restart()
        case .explain(let question):
            plans.ask(question, hub: hub, history: history, environment: &environment, at: WallClock.now())
        case .profile(let isOn, let apps): profile(isOn, apps)
        case .exportProfile(let wish): export(wish)
        case .exportRequests(let wish): export(wish)
        case .send(let wish): sender.start(wish)
        case .stopSending: sender.stop()
        case .ignore(let finding): ignore(finding)
        case .setTheme(let id): setTheme(id)
        case .tellAgain(let entries): tellAgain(entries)
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

    /// Hides a finding from now on; if it can't be written down, until the program ends.
    private func ignore(_ finding: IgnoredFinding) {
        settings.ignoredFindings.insert(finding)
        let settings = settings
        amend { $0.judge(thresholds: settings.thresholds, ignored: settings.ignoredFindings) }
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

    /// Tells of findings again, and takes what hides them out of the file.
    private func tellAgain(_ entries: Set<IgnoredFinding>) {
        settings.ignoredFindings.subtract(entries)
        let settings = settings
        amend { $0.judge(thresholds: settings.thresholds, ignored: settings.ignoredFindings) }
        guard let path = settingsFiles.ignore else { return }
        let shown = settingsFiles.shown(path)
        if let problem = IgnoreFile(path: path).remove(entries) {
            notify("told again until periscope ends: \(shown): \(problem)")
        } else {
            notify("told again; its entry is taken out of \(shown)")
        }
    }
}
