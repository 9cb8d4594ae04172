import ArgumentParser
import FoundationEssentials

struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Run the bookshop, a demo server, with visitors in it, and watch it.",
        version: Version.text)

    @OptionGroup var socket: SocketOptions
    @OptionGroup var look: LookOptions

    @Option(help: ArgumentHelp("The bookshop's port; 0 takes a free one.", valueName: "port"))
    var port = 0

    @Option(help: ArgumentHelp("How many visitors walk through the shop.", valueName: "number"))
    var visitors = 4

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        guard let bookshop = ExecutableSearch(environment: environment).find("bookshop") else {
            throw CommandFailure(
                """
                The demo server `bookshop` is neither beside this program nor on PATH. \
                Build it with: swift build --product bookshop
                """)
        }
        let command = [bookshop, "--port", "\(port)", "--visitors", "\(visitors)"]
        let toolbar = try Toolbar(
            look: look, source: .hub(socket), child: command, childEnvironment: ["PERISCOPE": "1"],
            exitCodeIsChilds: false)
        throw ExitCode(try toolbar.run())
    }
}
