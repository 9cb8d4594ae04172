/// What the child of `run` is about.
package enum ChildPhase: Sendable, Equatable {
    /// It is being ended, to be started again.
    case ending
    /// Started, and no server has connected yet.
    case building
    case serving
    /// It ended badly, and no server had connected: as a rule its build failed.
    case failed
    /// It ended, and had said that it crashed.
    case crashed
    case ended

    /// A clock runs on screen.
    var hasClock: Bool { self == .building || self == .ending }
}

extension UIEnvironment {
    /// What the child is about; nil where there is none.
    package var childPhase: ChildPhase? {
        guard let child else { return nil }
        if child.isEnding { return .ending }
        if child.isRunning { return child.server == nil ? .building : .serving }
        if build.crash != nil { return .crashed }
        return child.server != nil || child.state == .exited(code: 0) ? .ended : .failed
    }
}
