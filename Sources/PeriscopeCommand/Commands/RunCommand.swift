import ArgumentParser

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Start a server with the socket's path in its environment, and watch it.",
        usage: "periscope run [options] -- <command> ...",
        discussion: """
            The command runs in a terminal of its own; what it prints is in the view Apps (9). On quitting it gets \
            SIGINT, and SIGKILL after five seconds. The exit code is the command's.
            """,
        version: Version.text)

    @OptionGroup var socket: SocketOptions
    @OptionGroup var look: LookOptions

    @Argument(parsing: .postTerminator, help: "What to run, after a double dash.")
    var command: [String] = []

    func validate() throws {
        if command.isEmpty {
            throw ValidationError("Say what to run after a double dash: periscope run -- swift run App")
        }
    }

    func run() throws {
        let toolbar = try Toolbar(look: look, source: .hub(socket), child: command)
        throw ExitCode(try toolbar.run())
    }
}
