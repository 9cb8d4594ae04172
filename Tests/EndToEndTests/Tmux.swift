import Foundation

/// A real terminal: a tmux server of its own with one session, driven by keys and read as text.
final class Tmux {
    private let name = "ps-test-\(UInt32.random(in: 0...UInt32.max))"
    private let columns: Int
    private let rows: Int

    /// Starts a shell of known prompt, so that what a program leaves behind can be looked at.
    init(columns: Int, rows: Int, environment: [String: String] = [:]) throws {
        self.columns = columns
        self.rows = rows
        var assignments = ["LANG=C.UTF-8", "LC_ALL=C.UTF-8", "PS1=ready> ", "SWIFT_BACKTRACE=enable=no"]
        assignments += environment.map { "\($0.key)=\($0.value)" }
        let unset = ["PERISCOPE", "PERISCOPE_SOCKET", "XDG_RUNTIME_DIR", "NO_COLOR", "COLORTERM"].flatMap {
            ["-u", $0]
        }
        try run(
            ["-u", "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "env"] + unset
                + assignments + ["sh"])
        _ = try waitFor("ready>")
    }

    deinit {
        _ = try? run(["kill-server"])
    }

    @discardableResult
    func run(_ arguments: [String]) throws -> String {
        let (code, output) = try Spawn.run("tmux", ["-L", name] + arguments)
        guard code == 0 else { throw TestFailure("tmux \(arguments.joined(separator: " ")) failed") }
        return output
    }

    /// Keys by tmux's names, such as `Enter`, `Escape`, `C-c`; anything else is typed.
    func press(_ keys: String...) throws {
        for key in keys { try run(["send-keys", key]) }
    }

    /// Types a shell command and its Enter.
    func type(_ command: String) throws {
        try run(["send-keys", "-l", command])
        try run(["send-keys", "Enter"])
    }

    /// The screen as text.
    func screen() throws -> String {
        try run(["capture-pane", "-p"])
    }

    /// The screen once it holds the text.
    @discardableResult
    func waitFor(_ text: String, within seconds: Double = 20) throws -> String {
        try waitFor("«\(text)» on screen", within: seconds) { $0.contains(text) }
    }

    /// The screen once it is as wanted.
    @discardableResult
    func waitFor(_ what: String, within seconds: Double = 20, _ isThere: (String) -> Bool) throws -> String {
        var last = ""
        do {
            return try eventually(what, within: seconds, every: 60) {
                last = try screen()
                return isThere(last) ? last : nil
            }
        } catch {
            throw TestFailure("\(error). The screen was:\n\(last)")
        }
    }

    /// The screen once nothing more is drawn on it: a text on it may be of a frame that is half drawn.
    func settledScreen() throws -> String {
        var before = ""
        return try eventually("the screen settles", every: 80) {
            let screen = try self.screen()
            defer { before = screen }
            return screen == before ? screen : nil
        }
    }

    /// The pid of the pane's first program: its shell, or what the shell has become by `exec`.
    func panePID() throws -> Int32 {
        let text = try run(["display-message", "-p", "#{pane_pid}"]).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let pid = Int32(text) else { throw TestFailure("tmux knows no pid of the pane: \(text)") }
        return pid
    }

    /// The pid of the program that the pane's shell has started.
    func programPID() throws -> Int32 {
        let shell = try panePID()
        let path = "/proc/\(shell)/task/\(shell)/children"
        return try eventually("the shell has started a program") {
            let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            return text.split(separator: " ").last.flatMap { Int32($0) }
        }
    }

    /// Bytes to the pane's program as they are.
    func send(bytes: [UInt8]) throws {
        try run(["send-keys", "-H"] + bytes.map { String($0, radix: 16) })
    }
}
