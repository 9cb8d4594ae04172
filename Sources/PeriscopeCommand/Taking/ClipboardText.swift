/// What goes into the clipboard, and what is said of it.
package enum ClipboardText {
    /// Terminals drop longer ones without a word: xterm and its kin at about so many bytes of text.
    package static let terminalLimitBytes = 74_000

    /// “curl command copied with tmux, 2 values masked: authorization, cookie session”.
    package static func sentence(_ what: String, _ way: ClipboardRoute, note: String, failed: [String]) -> String {
        let trouble = failed.isEmpty ? "" : "; " + failed.joined(separator: ", ")
        return "\(what) copied \(way.words)" + (note.isEmpty ? "" : ", " + note) + trouble
    }

    package static func tooLong(_ what: String, bytes: Int) -> String {
        "\(what) is too long to copy: \(bytes / 1_000) kB, and a terminal takes \(terminalLimitBytes / 1_000) kB; "
            + "x writes to a file, v shows it in the pager"
    }
}
