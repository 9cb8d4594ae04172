import NcursesTerminal
import PeriscopeUI
import Screen
import Themes

extension Toolbar {
    /// What need not be done before the first frame.
    func startLooks() {
        apply(looks.start(now: MonotonicTime.now(), asking: terminal.askBackground))
    }

    /// Takes in a saved theme or setting, or the lack of an answer.
    func takeLooks() {
        if hasSavedFiles { apply(looks.takeSaved(now: MonotonicTime.now())) }
        hasSavedFiles = false
        apply(looks.expire(now: MonotonicTime.now()))
    }

    /// True when the input was about looks, and is none of the UI's business.
    func takesLook(_ input: InputEvent) -> Bool {
        guard case .background(let isDark) = input else { return false }
        apply(looks.take(isDark: isDark))
        return true
    }

    /// Until the settings are saved again, or the program ends.
    func setTheme(_ id: String) {
        let change = looks.choose(id)
        apply(change)
        if change?.theme == nil { notify(change?.problems.last ?? "theme “\(environment.themeName)”") }
    }

    private func apply(_ change: LookChange?) {
        guard let change else { return }
        if let theme = change.theme {
            environment.themeName = theme.name
            terminal.setTheme(theme)
        }
        let notices = environment.notices.filter { !change.mended.contains($0) } + change.problems
        needsFrame = needsFrame || notices != environment.notices || change.theme != nil
        environment.notices = notices
        notify(change.said)
    }
}
