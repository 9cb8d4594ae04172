import ArgumentParser
import PeriscopeHistory

struct TailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail", abstract: "Print a line for each request that has finished or was lost.",
        discussion: """
            Needs no terminal, and works beside an open toolbar. It says on standard error when an app connects, and \
            ends well when its reader closes: periscope tail --json | jq .path
            """,
        version: Version.text)

    @OptionGroup var socket: SocketOptions

    @Flag(help: "Print a JSON object a line, with all that is known.")
    var json = false

    // A filter may begin with a dash, which negates.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Print only requests that this filter finds: status:5xx, 'ms>100 sql:orders', @name of the settings.",
            discussion: "The toolbar's f has the same filters, and F1 there lists all that they can ask."))
    var filter: String?

    func run() throws {
        let tail = try Tail(socket: socket, format: json ? .json : .text, filter: filter)
        throw ExitCode(tail.run())
    }
}
