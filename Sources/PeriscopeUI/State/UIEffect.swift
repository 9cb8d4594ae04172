package import PeriscopeHistory
package import PeriscopeInsight

/// What the loop is asked to do; plain data, so that tests can look at it.
package enum UIEffect: Equatable, Sendable {
    case quit
    case suspend
    case repaint
    case setMouse(Bool)
    /// Text for the clipboard; the message says what it is and which way it took.
    case copy(CopiedText)
    /// Text for `$PAGER`.
    case page(String)
    /// A marked request outlives the history's limits.
    case pin(RequestID, Bool)
    case clear
    /// Stop the child of `run` if it lives, and start it again.
    case restartChild
    /// Ask the server for a query's plan; the answer comes into `UIEnvironment.plans`.
    case explain(PlanQuestion)
    /// Open a file in `$EDITOR`, at a line if it is not 0.
    case edit(path: String, line: Int)
    /// Turn the profiler of these servers on or off.
    case profile(on: Bool, [AppID])
    /// Write a profile to a file, in the format that its name says.
    case exportProfile(ProfileExport)
    /// Write requests to a file, in the format that its name says.
    case exportRequests(RequestExport)
    /// Send a request again to the server that it was sent to.
    case send(SendAgain)
    /// Send no more of them; one that is under way is not waited for.
    case stopSending
    /// Tell of this finding no more, now and later.
    case ignore(IgnoredFinding)
    /// Tell of what these entries hid again: they go out of `ignore.yaml`.
    case tellAgain(Set<IgnoredFinding>)
    /// Show everything in another theme, by its id.
    case setTheme(String)
}
