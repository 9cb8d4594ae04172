import NcursesTerminal
import PeriscopeHistory
import PeriscopeUI

/// Copies, files and requests that are sent again: what is done elsewhere, and what came of it.
extension Toolbar {
    /// Leaves the writing to another thread.
    func export(_ wish: RequestExport) {
        let path = ProfileFile.absolute(
            wish.path, workingDirectory: environment.workingDirectory, home: environment.homeDirectory)
        let files = settingsFiles
        requestExports.export(wish, of: history, to: path) { files.shown($0) }
    }

    /// Opens a source file in the editor, wherever it is here.
    func edit(_ path: String, line: Int) {
        let folders = [environment.workingDirectory] + history.apps.map(\.workingDirectory)
        switch SourceSearch(folders: folders).find(path) {
        case .found(let path): notify(ForegroundProgram(terminal: terminal).edit(path, line: line))
        case .missing(let looked):
            let name = path.split(separator: "/").last.map(String.init) ?? path
            notify("\(name) is not here: \(looked)")
        }
    }

    /// What was copied, written and sent since the last time.
    ///
    /// To be called before the hub's news are taken, so that a trace is known before its request comes.
    func takeTakings() {
        for outcome in clipboard.takeOutcomes() {
            terminal.send(outcome.sequence)
            notify(outcome.sentence)
        }
        for outcome in requestExports.takeOutcomes() {
            switch outcome {
            case .sentence(let sentence): notify(sentence)
            case .isThere(let wish):
                dispatch(.fileExists(wish))
                needsFrame = true
            }
        }
        for news in sender.takeNews() {
            dispatch(.sending(news))
            needsFrame = true
        }
    }
}
