import NcursesTerminal
import Screen
import Themes

/// How the toolbar looks, with all defaults and the environment taken into account.
struct ResolvedLook {
    let theme: Theme
    let glyphs: Glyphs
    let terminalOptions: TerminalOptions
    /// What was wrong with the theme; the toolbar starts all the same.
    let problems: [String]

    /// - Parameter isInputData: standard input held requests, so keys come from the controlling terminal.
    init(_ options: LookOptions, settings: Settings, isInputData: Bool, environment: [String: String]) {
        let library = ThemeLibrary(userFolder: ThemeLibrary.userFolder(environment: environment))
        let loaded = library.load(options.theme ?? settings.theme ?? ThemeLibrary.builtInIDs[0])
        theme = loaded.theme
        problems = loaded.problems.map(\.description)
        let terminal = TerminalInspection.inspect(environment: environment, isInputData: isInputData)
        glyphs = options.ascii || !terminal.isUTF8 ? .ascii : .unicode
        terminalOptions = TerminalOptions(
            theme: loaded.theme, color: options.color, isMouseOn: !options.noMouse, isInputData: isInputData,
            environment: environment)
    }
}
