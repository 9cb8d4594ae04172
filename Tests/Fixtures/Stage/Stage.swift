import NcursesTerminal
import Screen
import Themes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Takes a terminal over and does to it what the tests want to see survived.
@main
enum Stage {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        let terminal = try NcursesTerminal(
            TerminalOptions(theme: ThemeLibrary.builtIn("dark") ?? ThemeLibrary.terminal, environment: environment))
        terminal.present(frame(terminal.size, text: "stage"))
        switch arguments.first {
        case "hostile": showHostileText(terminal)
        case "raise": raise(Int32(arguments.last ?? "") ?? SIGTERM)
        case "trap": trap(Array(arguments))
        case "errors": writeErrors(terminal)
        case "wait": wait(terminal)
        case "ask": ask(terminal)
        case "themes": showThemes(terminal, Array(arguments.dropFirst()))
        default: break
        }
        terminal.close()
        if let signal = terminal.endingSignal { exit(128 + signal) }
    }

    private static var environment: [String: String] {
        var result: [String: String] = [:]
        for name in ["TERM", "COLORTERM", "NO_COLOR", "LANG", "LC_ALL", "ESCDELAY"] {
            if let value = getenv(name) { result[name] = String(cString: value) }
        }
        return result
    }

    private static func frame(_ size: ScreenSize, text: String, glyphs: Glyphs = .unicode) -> Grid {
        var grid = Grid(size, glyphs: glyphs)
        for y in 0..<size.rows {
            for x in stride(from: 0, to: size.columns, by: 17) {
                grid.write(text, x: x + y % 3, y: y, role: y % 2 == 0 ? .text : .error)
            }
        }
        grid.write("footer " + text, x: 0, y: size.rows - 1, role: .footer)
        grid.overlay(Region(x: 0, y: 2, width: size.columns, height: 1), role: .selection)
        return grid
    }

    private static func showHostileText(_ terminal: NcursesTerminal) {
        for glyphs in [Glyphs.unicode, .ascii] {
            for text in HostileText.all {
                terminal.present(frame(terminal.size, text: text, glyphs: glyphs))
                terminal.present(frame(terminal.size, text: "中" + text, glyphs: glyphs))
            }
        }
        terminal.repaint()
    }

    /// Eight colours on one background, and then on the next; the last comes after its mark.
    private static func showThemes(_ terminal: NcursesTerminal, _ backgrounds: [String]) {
        let roles: [Role] = [.text, .textDim, .textStrong, .ok, .info, .warning, .error, .critical]
        let colors = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
        var grid = Grid(terminal.size, glyphs: .unicode)
        for (x, role) in roles.enumerated() { grid.write("a", x: x, y: 0, role: role) }
        terminal.present(grid)
        for (place, background) in backgrounds.enumerated() {
            let lines = zip(roles, colors).map { "  \($0): { fg: \($1), bg: \(background) }\n" }
            let yaml = "name: \(background)\nroles:\n" + lines.joined()
            guard let theme = ThemeLibrary.parse(yaml, id: background, file: "").theme else { continue }
            if place == backgrounds.count - 1 { terminal.send("last theme") }
            terminal.setTheme(theme)
        }
    }

    /// Beyond the end of an array, which Swift traps.
    private static func trap(_ numbers: [String]) {
        _ = numbers[numbers.count + 7]
    }

    private static func writeErrors(_ terminal: NcursesTerminal) {
        let text = "a library complains\n"
        _ = write(STDERR_FILENO, text, text.utf8.count)
        print("a library prints")
        if let child = popen("echo a child complains >&2", "r") { pclose(child) }
        terminal.present(frame(terminal.size, text: "after"))
    }

    private static func wait(_ terminal: NcursesTerminal) {
        while true {
            var descriptors = [terminal.inputDescriptor, terminal.wakeDescriptor].map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            _ = poll(&descriptors, 2, terminal.inputTimeout)
            for event in terminal.readInputs() {
                if event == .interrupted || event == .key(.character("q")) { return }
            }
        }
    }

    /// Shows what came in, until a q.
    private static func ask(_ terminal: NcursesTerminal) {
        _ = terminal.askBackground()
        var events: [InputEvent] = []
        while !events.contains(.key(.character("q"))) {
            var descriptor = pollfd(fd: terminal.inputDescriptor, events: Int16(POLLIN), revents: 0)
            _ = poll(&descriptor, 1, terminal.inputTimeout)
            events += terminal.readInputs()
        }
        terminal.close()
        print(events.map { "\($0)" }.joined(separator: " "))
    }
}
