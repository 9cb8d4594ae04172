import ArgumentParser

/// The program `periscope`: the toolbar, and what belongs to it.
///
/// Data goes to standard output and messages to standard error. Exit codes: 0 well, 1 failed, 64 wrong usage.
@main
struct PeriscopeProgram: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "periscope",
        abstract: "A debug toolbar for web servers that lives in the terminal.",
        discussion: """
            Start it in one pane and your server, with the probe in it, in another. \
            Without a command it watches; `periscope demo` shows everything at work.
            """,
        version: Version.text,
        subcommands: [
            WatchCommand.self, RunCommand.self, DemoCommand.self, TailCommand.self, ProfileCommand.self,
            OpenCommand.self, ThemesCommand.self, KeysCommand.self, DoctorCommand.self,
        ],
        defaultSubcommand: WatchCommand.self
    )

    /// As ArgumentParser's own, but for what an error says, which may quote a file that somebody else has written.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            let code = exitCode(for: error)
            if code.isSuccess { exit(withError: error) }
            let message = fullMessage(for: error)
            if !message.isEmpty { MessageOutput.write(message + "\n") }
            exit(withError: code)
        }
    }
}

enum Version {
    static let text = "0.1.0"
}
