import NcursesTerminal
import Screen
import Themes

/// How the toolbar looks at its start, with all defaults and the environment taken into account.
struct ResolvedLook {
    let desk: LookDesk
    let glyphs: Glyphs
    let terminalOptions: TerminalOptions

    /// - Parameter isInputData: standard input held requests, so keys come from the controlling terminal.
    init(
        _ options: LookOptions, files: SettingsFiles, settings: Settings, isInputData: Bool,
        environment: [String: String]
    ) {
        let library = ThemeLibrary(userFolder: ThemeLibrary.userFolder(environment: environment))
        desk = LookDesk(
            library: library, files: files, settings: settings, option: options.theme,
            hint: BackgroundHint.isDark(environment: environment))
        let terminal = TerminalInspection.inspect(environment: environment, isInputData: isInputData)
        glyphs = options.ascii || !terminal.isUTF8 ? .ascii : .unicode
        terminalOptions = TerminalOptions(
            theme: desk.theme, color: options.color, isMouseOn: !options.noMouse, isInputData: isInputData,
            environment: environment, inspection: terminal)
    }

    /// `--theme` goes before the settings, but `--theme auto` takes the two themes that they name.
    static func choice(option: String?, settings: Settings) -> ThemeChoice {
        guard let option else { return settings.theme ?? .named(ThemeLibrary.builtInIDs[0]) }
        let choice = ThemeChoice(word: option)
        if choice == .automatic, case .auto? = settings.theme { return settings.theme ?? choice }
        return choice
    }

    /// The theme to load; `terminal` while the background is unknown, since it is legible on any.
    static func id(of choice: ThemeChoice, isDark: Bool?) -> String {
        switch (choice, isDark) {
        case (.named(let id), _): id
        case (.auto(let dark, _), true): dark
        case (.auto(_, let light), false): light
        case (.auto, nil): ThemeLibrary.builtInIDs[0]
        }
    }
}
