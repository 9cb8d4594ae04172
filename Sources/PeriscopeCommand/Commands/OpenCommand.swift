import ArgumentParser

struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Show the toolbar on requests that `periscope tail --json` wrote.",
        discussion: "Any program that writes such lines, one JSON object a line, can be looked at.",
        version: Version.text)

    @OptionGroup var look: LookOptions

    @Argument(help: ArgumentHelp("The file; - reads standard input.", valueName: "file"))
    var file: String

    func run() throws {
        let recording = try RequestFile.read(file)
        let toolbar = try Toolbar(look: look, source: .file(recording))
        throw ExitCode(try toolbar.run())
    }
}
