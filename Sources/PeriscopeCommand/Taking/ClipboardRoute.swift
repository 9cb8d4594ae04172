/// A way to the clipboard that a person pastes from.
package enum ClipboardRoute: Equatable, Sendable {
    /// The person's own command, run by a shell.
    case command(String)
    /// Inside tmux: it keeps the text, and hands it on to the terminal.
    case tmux
    case tool(String, [String])
    /// OSC 52: the terminal itself, wherever it is.
    case terminal

    /// The ways in the order to try them; the last is always the terminal, which can't say whether it took the text.
    ///
    /// Over SSH a local tool would fill the clipboard of the wrong machine, and where there is no display it would
    /// hang or fail; so neither is asked there.
    ///
    /// - Parameters:
    ///   - setting: `clipboard` of the settings.
    ///   - isThere: Whether a program can be found.
    package static func ways(
        setting: String?, environment: [String: String], isThere: (String) -> Bool
    ) -> [ClipboardRoute] {
        func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
        var ways: [ClipboardRoute] = []
        if let setting, !setting.isEmpty { ways.append(.command(setting)) }
        if isSet("TMUX") { ways.append(.tmux) }
        guard !isSet("SSH_TTY"), !isSet("SSH_CONNECTION") else { return ways + [.terminal] }
        ways.append(.tool("pbcopy", []))
        if isSet("WAYLAND_DISPLAY") { ways.append(.tool("wl-copy", [])) }
        if isSet("DISPLAY") {
            ways += [.tool("xclip", ["-selection", "clipboard"]), .tool("xsel", ["--input", "--clipboard"])]
        }
        let found = ways.filter { way in
            if case .tool(let name, _) = way { return isThere(name) }
            return true
        }
        return found + [.terminal]
    }

    /// For the message: “copied with …”.
    package var words: String {
        switch self {
        case .command(let command): "with " + (command.split(separator: " ").first.map(String.init) ?? command)
        case .tmux: "with tmux"
        case .tool(let name, _): "with " + name
        case .terminal: "through the terminal (OSC 52)"
        }
    }
}
