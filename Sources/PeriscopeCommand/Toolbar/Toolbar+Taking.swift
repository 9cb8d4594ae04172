import NcursesTerminal
import PeriscopeHistory
import PeriscopeUI

/// Copies, files and requests that are sent again: what is done elsewhere, and what came of it.
extension Toolbar {
    /// Leaves the writing to another thread; asks first where a file would be replaced.
    ///
    /// At once, and not when the writing comes to it: by then the person's next key would be taken for the answer.
    func export(_ wish: RequestExport) {
        let path = ProfileFile.absolute(
            wish.path, workingDirectory: environment.workingDirectory, home: environment.homeDirectory)
        if !wish.mayReplace, requestExports.wouldReplace(path) { return dispatch(.fileExists(wish)) }
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
        for sentence in requestExports.takeSentences() { notify(sentence) }
        for news in sender.takeNews() {
            dispatch(.sending(news))
            needsFrame = true
        }
    }
}
