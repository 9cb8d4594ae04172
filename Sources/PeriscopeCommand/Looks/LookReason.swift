import FoundationEssentials
import NcursesTerminal
import Themes

/// Which theme the toolbar would have here, and why, for commands that print and end.
struct LookReason {
    let id: String
    let choice: ThemeChoice
    let origin: String
    /// Asked only where the theme depends on it, unless it was asked for.
    let background: TerminalBackground?
    let hint: Bool?

    static func find(
        _ terminal: TerminalInspection, environment: [String: String], asksAlways: Bool = false
    ) -> LookReason {
        let files = SettingsFiles(
            environment: environment, workingDirectory: FileManager.default.currentDirectoryPath)
        let settings = Settings.load(files)
        let choice = ResolvedLook.choice(option: nil, settings: settings)
        var isAuto = false
        if case .auto = choice { isAuto = true }
        let background = isAuto || asksAlways ? TerminalBackground.ask(terminal) : nil
        let hint = BackgroundHint.isDark(environment: environment)
        var isDark = hint
        if case .answered(let color)? = background { isDark = color.isDark }
        return LookReason(
            id: ResolvedLook.id(of: choice, isDark: isDark), choice: choice,
            origin: settings.theme == nil ? "the default, as no settings name one" : "from the settings",
            background: background, hint: hint)
    }

    /// The theme, and what chose it.
    var themeWords: String {
        guard case .auto(let dark, let light) = choice else { return "\(id), \(origin)" }
        return "\(id); \(origin): \(dark) or \(light) by the terminal's background"
    }

    /// The background, and who said so.
    var backgroundWords: String {
        let environment = hint.map { "COLORFGBG says it is \($0 ? "dark" : "light")" } ?? "COLORFGBG says nothing"
        switch background {
        case .answered(let color)?:
            return "\(Self.hexadecimal(color)), which is \(color.isDark ? "dark" : "light"), as the terminal says"
        case .noAnswer?: return "the terminal does not say; \(environment)"
        case .notAsked?, nil: return "the terminal is not asked; \(environment)"
        }
    }

    private static func hexadecimal(_ color: RGB) -> String {
        let digits = String(color.value, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}
