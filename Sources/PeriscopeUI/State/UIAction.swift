package import PeriscopeHistory
package import Screen

/// Something that happened.
package enum UIAction: Sendable {
    case input(InputEvent)
    /// A second has gone by while `UIState.wantsClock` held.
    case tick
    /// The history took something in; the context already holds it.
    case historyChanged(HistoryChange)
    /// A sentence for the status line, such as what became of a copy. It goes away by itself.
    case notice(String)
    /// A file of that name is there: the person is asked whether it may be replaced.
    case fileExists(RequestExport)
    /// What became of a request that is being sent again.
    case sending(SendingNews)
}
