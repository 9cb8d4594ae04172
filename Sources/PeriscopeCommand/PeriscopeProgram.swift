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
}

enum Version {
    static let text = "0.1.0"
}
