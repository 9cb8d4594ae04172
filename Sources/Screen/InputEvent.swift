/// What comes from a terminal.
package enum InputEvent: Hashable, Sendable {
    case key(Key)
    case mouse(MouseEvent)
    /// Text that was pasted: none of it is a command.
    case paste(String)
    /// The window has a new size; told once for a burst of changes.
    case resize(ScreenSize)
    /// The process was asked to end, by SIGINT, SIGTERM or SIGHUP.
    case interrupted
    /// The process was stopped and goes on.
    case resumed
    /// The terminal said whether its background is dark, because it was asked or because it changed.
    case background(isDark: Bool)
}
