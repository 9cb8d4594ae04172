/// Everything that can be asked for with a key, a click or the palette.
package enum Command: String, CaseIterable, Sendable {
    case down, up, halfPageDown, halfPageUp, pageDown, pageUp, top, bottom
    case left, right, scrollLeft, scrollRight
    case open, back, close, quit
    case nextPane, previousPane
    case overview, timeline, sql, templates, logs, request, calls, profile
    case routes, apps
    case previousPanel, nextPanel
    case nextRequest, previousRequest, nextItem, previousItem
    case search, nextHit, previousHit, filter, clearFilter
    case pause, follow
    case sort, reverse
    case mark, markedOnly, nextMark, unmarkAll
    case nextProblem, previousProblem
    case showHidden
    case copy, copyAs, page, export
    case compare, sendAgain, sendAgainMany
    case plan, editSource, ignore
    case profiler, profileSpan, profileAll, allFrames
    case toggleTree, wrap, timeFormat
    case zoomPane, zoomIn, zoomOut
    case restartChild
    case palette, help
    case clear, repaint, suspend, mouse, footer

    /// The panel that this command shows.
    var panel: Panel? {
        switch self {
        case .overview: .overview
        case .timeline: .timeline
        case .sql: .sql
        case .templates: .templates
        case .logs: .logs
        case .request: .request
        case .calls: .calls
        case .profile: .profile
        default: nil
        }
    }
}
