import Dispatch
import NcursesTerminal
import PeriscopeUI
import Screen
import Synchronization

/// Copies on a thread of its own, one text after the other, since a clipboard's tool may hang.
final class ClipboardDesk: Sendable {
    /// What became of a text.
    struct Outcome: Sendable {
        let sentence: String
        /// To be written to the terminal, by the loop, which alone does so.
        var sequence = ""
    }

    private struct State {
        var outcomes: [Outcome] = []
        /// Tools that did not end in time; they are not asked again.
        var hung: Set<String> = []
    }

    private let queue = DispatchQueue(label: "periscope.clipboard", qos: .userInitiated)
    private let state = Mutex(State())
    private let setting: String?
    private let environment: [String: String]
    private let wake: @Sendable () -> Void

    init(setting: String?, environment: [String: String], wake: @escaping @Sendable () -> Void) {
        self.setting = setting
        self.environment = environment
        self.wake = wake
    }

    func copy(_ copied: CopiedText) {
        queue.async { self.place(copied) }
    }

    /// What became of the texts since the last time.
    func takeOutcomes() -> [Outcome] {
        state.withLock { state in
            defer { state.outcomes = [] }
            return state.outcomes
        }
    }

    /// Waits for what is being copied; a tool that hangs is waited for no longer than ever.
    func finish() {
        queue.sync {}
    }

    private func place(_ copied: CopiedText) {
        let bytes = Array(Sanitiser.forClipboard(copied.text).utf8)
        let search = ExecutableSearch(environment: environment)
        var failed: [String] = []
        let ways = ClipboardRoute.ways(setting: setting, environment: environment) { search.find($0) != nil }
        for way in ways where !isHung(way) {
            if way == .terminal { break }
            switch run(way, bytes) {
            case .well:
                return tell(ClipboardText.sentence(copied.what, way, note: copied.note, failed: failed))
            case .failed: failed.append("not " + way.words)
            case .hung:
                failed.append("not \(way.words), which hangs")
                state.withLock { _ = $0.hung.insert(way.words) }
            }
        }
        guard bytes.count <= ClipboardText.terminalLimitBytes else {
            return tell(ClipboardText.tooLong(copied.what, bytes: bytes.count))
        }
        tell(
            ClipboardText.sentence(copied.what, .terminal, note: copied.note, failed: failed),
            sequence: "\u{1B}]52;c;\(Base64.encode(bytes))\u{07}")
    }

    private func isHung(_ way: ClipboardRoute) -> Bool {
        state.withLock { $0.hung.contains(way.words) }
    }

    private func run(_ way: ClipboardRoute, _ bytes: [UInt8]) -> FedProgram.End {
        switch way {
        case .command(let command): FedProgram.run("sh", ["-c", command], input: bytes)
        case .tmux: FedProgram.run("tmux", ["load-buffer", "-w", "-"], input: bytes)
        case .tool(let name, let arguments): FedProgram.run(name, arguments, input: bytes)
        case .terminal: .failed
        }
    }

    private func tell(_ sentence: String, sequence: String = "") {
        state.withLock { $0.outcomes.append(Outcome(sentence: sentence, sequence: sequence)) }
        wake()
    }
}
