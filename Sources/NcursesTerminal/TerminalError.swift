/// Why the toolbar cannot be drawn here.
///
/// The description says what to do.
package enum TerminalError: Error, Equatable, Sendable, CustomStringConvertible {
    case outputIsNoTerminal
    case inputIsNoTerminal
    case termIsMissing
    case termIsUnknown(String)
    case cannotMoveCursor(String)
    case didNotStart(String)

    package var description: String {
        switch self {
        case .outputIsNoTerminal:
            "Standard output is not a terminal. Run periscope in a terminal, or use “periscope tail” to write to a pipe."
        case .inputIsNoTerminal:
            "Standard input is not a terminal, so there are no keys to read. Run periscope without “<” or “|”."
        case .termIsMissing:
            "TERM is not set, so it is unknown how to draw. Set it, for example to xterm-256color."
        case .termIsUnknown(let term):
            "This system does not know the terminal “\(term)”. Set TERM to one that it knows, such as xterm-256color, "
                + "or install the terminal's entry (on Debian the package ncurses-term)."
        case .cannotMoveCursor(let term):
            "The terminal “\(term)” cannot move its cursor, so the toolbar cannot be drawn. "
                + "Run periscope in another terminal, or use “periscope tail”."
        case .didNotStart(let term):
            "ncurses could not take over the terminal “\(term)”. Try another TERM, such as xterm-256color."
        }
    }
}
