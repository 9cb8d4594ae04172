import PeriscopeHistory
import PeriscopeUI
import SystemPackage

/// The loop's side of a child: reads its lines and its state into the UI's environment.
final class ChildFeed {
    private static let lineLimit = 2000
    /// What the probe sends of a request comes this much later than what the server writes meanwhile: nanoseconds.
    private static let probeDelay: Int64 = 100_000_000

    private let process: ChildProcess
    private var lines = LineSplitter()
    private var lastSeen = ""
    /// The newest lines, whose request is not yet looked for.
    private var waiting = 0
    /// The last line shown has no end yet, such as a prompt: what comes next may be the rest of it.
    private var isLastUnfinished = false
    /// The poll saw bytes to read.
    var hasOutput = false

    init(
        command: [String], environment: [String: String], onChange: @escaping @Sendable () -> Void
    ) throws {
        process = try ChildProcess(command: command, environment: environment, onChange: onChange)
    }

    var name: String { process.command.joined(separator: " ") }
    var isRunning: Bool { process.status.isRunning }
    var exitCode: Int32 { process.exitCode }
    var pollDescriptor: Int32 { process.output.rawValue }

    func start() { process.start() }
    func restart() { process.restart() }
    func stop() { process.stop(draining: true) }

    /// Whether there was anything new.
    func takeNews(into environment: inout UIEnvironment, history: History, at now: UnixNanoseconds) -> Bool {
        assignLines(in: &environment, history: history, at: now)
        let hadOutput = takeOutput(into: &environment, at: now)
        let status = process.status
        let isNew = "\(status)" != lastSeen
        if isNew {
            lastSeen = "\(status)"
            environment.child = .init(command: name, pid: Int(status.pid ?? 0), state: status.shown)
            if let problem = status.problem { environment.notices.append(problem) }
        }
        return hadOutput || isNew
    }

    /// Gives lines to the requests that they were written in.
    private func assignLines(in environment: inout UIEnvironment, history: History, at now: UnixNanoseconds) {
        while waiting > 0 {
            let place = environment.childOutput.count - waiting - (isLastUnfinished ? 1 : 0)
            guard now &- environment.childOutput[place].at >= Self.probeDelay else { return }
            environment.childOutput[place].request = environment.childOutput[place].owner(in: history)
            waiting -= 1
        }
    }

    private func takeOutput(into environment: inout UIEnvironment, at now: UnixNanoseconds) -> Bool {
        guard hasOutput else { return false }
        hasOutput = false
        let bytes = process.readAvailable()
        guard !bytes.isEmpty else { return false }
        if isLastUnfinished { environment.childOutput.removeLast() }
        let new = lines.feed(bytes).map { UIEnvironment.ChildLine(text: $0, at: now) }
        environment.childOutput += new
        environment.childOutput.removeFirst(max(0, environment.childOutput.count - Self.lineLimit))
        waiting = min(waiting + new.count, environment.childOutput.count)
        isLastUnfinished = lines.unfinished != nil
        if let text = lines.unfinished { environment.childOutput.append(.init(text: text, at: now)) }
        return true
    }
}
