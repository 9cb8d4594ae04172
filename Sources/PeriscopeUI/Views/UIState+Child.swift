import PeriscopeHistory
import Screen

/// Follows the child of `run`: its errors come on screen at once, and go when they are mended.
extension UIState {
    /// Acts on what has changed with the child since it was last asked; costs some comparisons.
    mutating func followChild(_ context: UIContext) {
        guard let child = context.environment.child, let phase = context.environment.childPhase else { return }
        let isFinished = context.environment.build.isFinished
        guard phase != run.phase || child.run != run.number || isFinished != run.isFinished else { return }
        let isNewPhase = phase != run.phase || child.run != run.number
        (run.phase, run.number, run.isFinished) = (phase, child.run, isFinished)
        switch phase {
        case .failed, .crashed:
            guard isNewPhase else { return }
            run.cursor = CursorState()
            view = .build
        case .serving:
            if view == .build { view = .requests }
            if child.run > 1, isNewPhase { say(ChildText.restarted(child, context.history), context) }
        case .building:
            if isFinished, view == .build { view = .requests }
        case .ending, .ended: break
        }
    }

    /// Enter in the view of the processes: what the build said, if anything.
    mutating func openBuild(_ context: UIContext) {
        guard context.environment.child != nil else { return say("Nothing to open here", context) }
        let build = context.environment.build
        guard !build.diagnostics.isEmpty || build.crash != nil else {
            return say("The build said nothing of errors or warnings", context)
        }
        run.cursor = CursorState()
        view = .build
    }

    /// Enter in the view of the build: the place in the editor, or the folded warnings.
    mutating func openBuildRow(_ context: UIContext) -> [UIEffect] {
        guard let content = content(context), content.count > 0 else { return [] }
        if let fold = content.fold(cursorIndex) {
            toggle(fold)
            return []
        }
        return openSource(context)
    }

    /// `e` and `E` in the view of the build.
    mutating func moveToError(_ step: Int, _ context: UIContext) -> [UIEffect] {
        guard let content = content(context) else { return [] }
        let stops = content.stops.filter { content.source($0) != nil || content.copy($0)?.what == BuildView.errorName }
        let next = step > 0 ? stops.first { $0 > cursorIndex } : stops.last { $0 < cursorIndex }
        guard let next else {
            say(step > 0 ? "No error further down" : "No error further up", context)
            return []
        }
        reveal(row: next, content, context)
        return []
    }
}
