/// The child of `run` in words.
enum ChildText {
    static func state(_ child: UIEnvironment.ChildStatus) -> String {
        switch child.state {
        case .running: "running"
        case .exited(let code): "ended with exit code \(code)"
        case .killed(let signal): "ended by signal \(signal)"
        }
    }
}
