import ArgumentParser
import FoundationEssentials
import NcursesTerminal
import PeriscopeHub
import PeriscopeSymbols
import PeriscopeWire
import Themes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Say what the terminal and the socket are like, and what would go wrong.",
        discussion: "The exit code is 1 where the toolbar could not start here.", version: Version.text)

    @OptionGroup var socket: SocketOptions

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        var report = Report()
        inspectTerminal(environment, into: &report)
        inspectSocket(into: &report)
        inspectSettings(environment, into: &report)
        inspectPrograms(environment, into: &report)
        print(report.text)
        if report.hasFault { throw ExitCode.failure }
    }

    /// What was found, a line each, and what is wrong with it; without a byte that a terminal would obey.
    struct Report {
        private var lines: [String] = []
        private var faults: [String] = []

        var hasFault: Bool { !faults.isEmpty }

        mutating func say(_ name: String, _ text: String) {
            lines.append(name + String(repeating: " ", count: max(1, 12 - name.count)) + TailLine.clean(text))
        }

        mutating func fault(_ text: String) {
            faults.append("✗ " + TailLine.clean(text))
        }

        var text: String {
            (lines + [""] + (faults.isEmpty ? ["Nothing is wrong: the toolbar can start here."] : faults))
                .joined(separator: "\n")
        }
    }

    private func inspectTerminal(_ environment: [String: String], into report: inout Report) {
        let terminal = TerminalInspection.inspect(environment: environment)
        let name = terminal.term.isEmpty ? "(not set)" : terminal.term
        report.say("terminal", "TERM=\(name), \(terminal.colors) colours")
        let depth = terminal.colorDepth(option: .auto, environment: environment)
        report.say("colours", "drawn in \(Self.words(depth)); \(Self.why(environment, terminal))")
        let look = LookReason.find(terminal, environment: environment, asksAlways: true)
        report.say("theme", look.themeWords)
        report.say("background", look.backgroundWords)
        let glyphs = terminal.isUTF8 ? "lines and bars in Unicode" : "drawn in ASCII; set LANG=C.UTF-8 for finer bars"
        report.say("locale", "\(terminal.characterSet), \(glyphs)")
        report.say(
            "mouse", terminal.isANSI ? "taken, where the terminal has one; F2 and --no-mouse free it" : "left alone")
        report.say("copying", Self.copying(environment))
        if !terminal.hasSecondScreen, terminal.problem == nil {
            report.say("leaving", "what was drawn stays on the screen: this terminal has no second one")
        }
        if let problem = terminal.problem { report.fault(problem.description) }
        inspectSize(into: &report)
    }

    private func inspectSize(into report: inout Report) {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else { return }
        report.say("size", "\(size.ws_col)×\(size.ws_row)")
        if size.ws_col < 40 || size.ws_row < 8 { report.fault("The terminal is smaller than 40×8; enlarge it.") }
    }

    private static func words(_ depth: ColorDepth) -> String {
        switch depth {
        case .none: "no colours"
        case .ansi16: "16 colours"
        case .indexed256: "256 colours"
        case .trueColor: "true colour"
        }
    }

    private static func why(_ environment: [String: String], _ terminal: TerminalInspection) -> String {
        if terminal.colors <= 0 { return "the terminal's entry names none" }
        if let value = environment["NO_COLOR"], !value.isEmpty { return "NO_COLOR is set" }
        if terminal.saysTrueColor || terminal.colors >= 1 << 24 { return "the terminal's entry says so" }
        return environment["COLORTERM"].map { "COLORTERM=\($0)" } ?? "COLORTERM is not set"
    }

    /// The ways that a copy would try from here, the first first.
    private static func copying(_ environment: [String: String]) -> String {
        let search = ExecutableSearch(environment: environment)
        let files = SettingsFiles(
            environment: environment, workingDirectory: FileManager.default.currentDirectoryPath)
        let ways = ClipboardRoute.ways(setting: Settings.load(files).clipboard, environment: environment) {
            search.find($0) != nil
        }
        return ways.map(\.words).joined(separator: ", else ")
    }

    private func inspectSocket(into report: inout Report) {
        let path = socket.path
        report.say("socket", "\(path.path), from \(Self.words(path.origin))")
        let inspection = SocketInspection.inspect(path: path.path)
        report.say("", Self.words(inspection))
        if let problem = inspection.problem { report.fault(problem) }
    }

    private static func words(_ inspection: SocketInspection) -> String {
        if inspection.isLive {
            let holder = inspection.hubPID.map { " (pid \($0))" } ?? ""
            return "another viewer\(holder) has it; a further one reads along with it"
        }
        if inspection.exists { return "left behind by a viewer that is gone; the next one replaces it" }
        return inspection.folderExists ? "free" : "free; its folder will be made, for you alone"
    }

    private static func words(_ origin: SocketPath.Origin) -> String {
        switch origin {
        case .option: "--socket"
        case .environment: "$PERISCOPE_SOCKET"
        case .runtimeDirectory: "$XDG_RUNTIME_DIR"
        case .temporary: "the default, as XDG_RUNTIME_DIR is not set"
        }
    }

    private func inspectSettings(_ environment: [String: String], into report: inout Report) {
        let files = SettingsFiles(
            environment: environment, workingDirectory: FileManager.default.currentDirectoryPath)
        let paths = [files.personal, files.shared, files.ignore].compactMap(\.self)
        for (index, path) in paths.enumerated() {
            let isThere = access(path, F_OK) == 0
            report.say(index == 0 ? "settings" : "", files.shown(path) + (isThere ? "" : ", which is not there"))
        }
        let settings = Settings.load(files)
        for problem in settings.problems { report.fault(problem.description) }
        let library = ThemeLibrary(userFolder: ThemeLibrary.userFolder(environment: environment))
        for id in settings.theme.map(Self.ids) ?? [] {
            for problem in library.load(id).problems { report.fault(settings.described(problem)) }
        }
    }

    private static func ids(of choice: ThemeChoice) -> [String] {
        switch choice {
        case .named(let id): [id]
        case .auto(let dark, let light): [dark, light]
        }
    }

    /// What servers here can be sampled with.
    private static var profiler: String {
        #if os(Linux)
            var tick = timespec()
            guard clock_getres(CLOCK_MONOTONIC_COARSE, &tick) == 0, tick.tv_sec == 0, tick.tv_nsec > 0 else {
                return "servers can be sampled; perf is not needed"
            }
            // Timers of CPU time expire at the kernel's tick, so no rate is higher.
            let rate = 1_000_000_000 / tick.tv_nsec
            return
                "servers can be sampled up to \(rate) times a second of CPU time, the kernel's tick; perf is not needed"
        #else
            return "on Linux only: no other system has timers of a thread's CPU time"
        #endif
    }

    private func inspectPrograms(_ environment: [String: String], into report: inout Report) {
        let search = ExecutableSearch(environment: environment)
        report.say("demo", search.find("bookshop") ?? "bookshop is not built; swift build --product bookshop")
        let pager = environment["PAGER"].flatMap { $0.isEmpty ? nil : $0 } ?? "less"
        report.say("pager", pager + (environment["PAGER"] == nil ? ", as PAGER is not set" : ""))
        report.say("names", SymbolTool.find(environment: environment) ?? "\(SymbolProblem.toolMissing)")
        report.say("profiler", Self.profiler)
        let isEditorSet = environment["VISUAL"] != nil || environment["EDITOR"] != nil
        report.say(
            "editor",
            EditorChoice.command(environment) + (isEditorSet ? "" : ", as neither VISUAL nor EDITOR is set"))
    }
}
