import ArgumentParser
import Themes

/// How the toolbar looks.
struct LookOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A theme's name, the path of a theme file, or auto.", valueName: "theme"))
    var theme: String?

    @Option(help: ArgumentHelp("How many colours: auto, never, 16, 256 or true.", valueName: "colours"))
    var color: ColorDepth.Option = .auto

    @Flag(help: "Draw with ASCII only.")
    var ascii = false

    @Flag(name: .customLong("no-mouse"), help: "Leave the mouse to the terminal.")
    var noMouse = false
}

extension ColorDepth.Option: ExpressibleByArgument {}
