import FoundationEssentials
import NcursesTerminal

/// Copies text to where the person pastes from, and says which way it took.
///
/// Over SSH a local tool would fill the clipboard of the wrong machine, so the terminal itself is asked (OSC 52);
/// inside tmux, tmux passes it on.
struct Clipboard {
    /// Terminals drop longer ones without a word.
    static let osc52LimitBytes = 74_000

    let terminal: NcursesTerminal
    var environment = ProcessInfo.processInfo.environment

    /// What to tell the person.
    func copy(_ text: String) -> String {
        let bytes = Array(Self.withoutControls(text).utf8)
        let isRemote = environment["SSH_TTY"] != nil || environment["SSH_CONNECTION"] != nil
        if environment["TMUX"] != nil, Filter.run("tmux", ["load-buffer", "-w", "-"], input: bytes) {
            return "copied \(bytes.count) bytes through tmux"
        }
        if !isRemote {
            for (tool, arguments) in Self.tools where Filter.run(tool, arguments, input: bytes) {
                return "copied \(bytes.count) bytes with \(tool)"
            }
        }
        guard bytes.count <= Self.osc52LimitBytes else {
            return "\(bytes.count) bytes are more than the terminal's clipboard takes (\(Self.osc52LimitBytes))"
        }
        terminal.send("\u{1B}]52;c;\(Data(bytes).base64EncodedString())\u{07}")
        return "copied \(bytes.count) bytes through the terminal (OSC 52)"
    }

    private static let tools: [(String, [String])] = [
        ("pbcopy", []), ("wl-copy", []), ("xclip", ["-selection", "clipboard"]), ("xsel", ["-ib"]),
    ]

    /// Pasted into a shell, a control character could be a command.
    static func withoutControls(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar == "\n" || scalar == "\t" || !isControl(scalar) {
            kept.append(scalar)
        }
        return String(kept)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
}
