import ArgumentParser
import FoundationEssentials

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Start a server with the socket's path in its environment, and watch it.",
        usage: "periscope run [options] -- <command> ...",
        discussion: """
            The command runs in a terminal of its own, in which nothing is ever typed; what it prints is in the view \
            Apps (9), and errors of a compiler come on screen at once, where o opens their place in $EDITOR. B ends it \
            and starts it again. It has to stay in the foreground: what it leaves behind when it ends is hung up on.

            On quitting it gets SIGINT, and SIGKILL after five seconds; if periscope is killed, SIGHUP. ^z suspends \
            periscope only: the server goes on, until it has written more than its terminal holds. The exit code is \
            the command's; 127 if there is no such command, 126 if it can't be run.
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
        let path = ProcessInfo.processInfo.environment["PATH"]
        if let problem = CommandCheck.problem(of: command[0], path: path) {
            MessageOutput.say(problem.text)
            throw ExitCode(problem.exitCode)
        }
        let toolbar = try Toolbar(look: look, source: .hub(socket), child: command)
        throw ExitCode(try toolbar.run())
    }
}
