import ArgumentParser

struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Show the toolbar. The default.", version: Version.text)

    @OptionGroup var socket: SocketOptions
    @OptionGroup var look: LookOptions

    func run() throws {
        let toolbar = try Toolbar(look: look, source: .hub(socket))
        throw ExitCode(try toolbar.run())
    }
}
