import ArgumentParser
import FoundationEssentials
import NcursesTerminal
import Screen
import Themes

struct ThemesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes", abstract: "List, show, check and begin themes.", version: Version.text,
        subcommands: [List.self, Show.self, Check.self, Template.self], defaultSubcommand: List.self)

    static var library: ThemeLibrary {
        ThemeLibrary(userFolder: ThemeLibrary.userFolder(environment: ProcessInfo.processInfo.environment))
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Print a line for each theme: its id, its name, and for which background.",
            version: Version.text)

        func run() {
            let library = ThemesCommand.library
            let ids = library.ids
            let width = ids.map(\.count).max() ?? 0
            for id in ids {
                let (theme, problems) = library.load(id)
                let padding = String(repeating: " ", count: width - id.count + 2)
                let state = problems.isEmpty ? "" : "; broken, see: periscope themes check \(id)"
                print("\(TailLine.clean(id))\(padding)\(TailLine.clean(theme.name)), \(theme.variant)\(state)")
            }
            if let folder = library.userFolder {
                MessageOutput.write("Your own themes go into \(folder)\n")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Print a sample of a theme in the terminal's colours.",
            discussion: "Without a theme, of the one that the toolbar would have here.", version: Version.text)

        @Argument(help: "A theme's id, or the path of a theme file.")
        var theme: String?

        @Flag(help: "A sample of every theme.")
        var all = false

        @Option(help: ArgumentHelp("How many colours: auto, never, 16, 256 or true.", valueName: "colours"))
        var color: ColorDepth.Option = .auto

        @Flag(help: "Draw with ASCII only.")
        var ascii = false

        func run() throws {
            let library = ThemesCommand.library
            let environment = ProcessInfo.processInfo.environment
            let terminal = TerminalInspection.inspect(environment: environment)
            let depth = terminal.colorDepth(option: color, environment: environment)
            let sample = ThemeSample(glyphs: ascii || !terminal.isUTF8 ? .ascii : .unicode).grid
            for id in all ? library.ids : [theme ?? LookReason.find(terminal, environment: environment).id] {
                let (theme, problems) = library.find(id)
                for problem in problems { MessageOutput.write(problem.description + "\n") }
                guard let theme else {
                    if all { continue }
                    throw ExitCode.failure
                }
                print("\(TailLine.clean(theme.id)) (\(TailLine.clean(theme.name)), \(theme.variant))")
                print(AnsiPresenter(theme: theme, depth: depth).text(sample))
            }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Say what is wrong with themes: a line each, with file and line.",
            discussion: """
                Unknown roles and colours, contrast that is too low (WCAG 2, in 24-bit colour and with 256), and what can't \
                be told apart with few colours or none. The exit code is 1 where anything is wrong.
                """, version: Version.text)

        @Argument(help: "Theme ids or files; all of them where left out.")
        var themes: [String] = []

        func run() throws {
            let library = ThemesCommand.library
            let ids = themes.isEmpty ? library.ids : themes
            let problems = ids.flatMap(library.check)
            for problem in problems { print(TailLine.clean(problem.description)) }
            if ids.contains(where: { library.find($0).theme != nil && !library.find($0).problems.isEmpty }) {
                MessageOutput.write(
                    "Contrast, and what can't be told apart, are looked at once a file says all it should.\n")
            }
            if !problems.isEmpty { throw ExitCode.failure }
            MessageOutput.write("Nothing is wrong.\n")
        }
    }

    struct Template: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "template", abstract: "Print a theme to start from: every role, and where it is seen.",
            discussion: "periscope themes template > ~/.config/periscope/themes/mine.yaml", version: Version.text)

        func run() {
            print(ThemeLibrary.template, terminator: "")
        }
    }
}
