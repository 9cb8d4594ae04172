/// The profile of more than one request, or of none, as a view of its own.
package struct WholeProfileState: Sendable {
    package var subject = ProfileSubject.shown
    package var profile = ProfileState()
    package var cursor = CursorState()
    /// Functions that were opened, each from the one before.
    package var levels: [DetailState.Level] = []
    /// Where Esc goes back to.
    package var origin = UIState.View.requests

    package init() {}

    package mutating func open(_ opened: DetailState.Opened) {
        if levels.count >= DetailState.maximumLevels { levels.removeFirst() }
        levels.append(DetailState.Level(opened: opened))
    }
}
