package import PeriscopeHistory

/// What the loop is asked to do; plain data, so that tests can look at it.
package enum UIEffect: Equatable, Sendable {
    case quit
    case suspend
    case repaint
    case setMouse(Bool)
    /// Text for the clipboard, as it is, unsanitised but for what the loop takes out.
    case copy(String)
    /// Text for `$PAGER`.
    case page(String)
    /// A marked request outlives the history's limits.
    case pin(RequestID, Bool)
    case clear
    /// Stop the child of `run` if it lives, and start it again.
    case restartChild
}
