import ArgumentParser
import FoundationEssentials
import PeriscopeUI
import Screen

/// Prints the key table as it is in force here, for people who write their own.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Print every command of the toolbar with its keys.",
        discussion: """
            With your settings taken into account. Under “keys:” in config.yaml or .periscope.yaml, a command's name \
            takes a key, a list of keys, or none.
            """,
        version: Version.text)

    @Flag(help: "Print a complete map to edit, to be put into config.yaml.")
    var yaml = false

    func run() {
        let environment = ProcessInfo.processInfo.environment
        let files = SettingsFiles(
            environment: environment, workingDirectory: FileManager.default.currentDirectoryPath)
        var settings = Settings.load(files)
        let map = settings.keyMap()
        for problem in settings.problems { MessageOutput.write(problem.description + "\n") }
        print(yaml ? KeyListing.yaml(map) : KeyListing.table(map), terminator: "")
    }
}
