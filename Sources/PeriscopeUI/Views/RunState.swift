/// How the toolbar follows the child of `run`, and where its view of the build stands.
package struct RunState: Sendable {
    package var cursor = CursorState()
    /// The phase that was acted on last, and of which run.
    var phase: ChildPhase?
    var number = 0
    var isFinished = false

    package init() {}
}
