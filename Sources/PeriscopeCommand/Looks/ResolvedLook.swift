import NcursesTerminal
import Screen
import Themes

/// How the toolbar looks at its start, with all defaults and the environment taken into account.
struct ResolvedLook {
    let library: ThemeLibrary
    /// What `--theme` says.
    let option: String?
    let choice: ThemeChoice
    /// For the first frame, which waits for no answer.
    let theme: Theme
    let glyphs: Glyphs
    let terminalOptions: TerminalOptions
    /// What was wrong with the theme; the toolbar starts all the same.
    let problems: [String]

    /// - Parameter isInputData: standard input held requests, so keys come from the controlling terminal.
    init(_ options: LookOptions, settings: Settings, isInputData: Bool, environment: [String: String]) {
        library = ThemeLibrary(userFolder: ThemeLibrary.userFolder(environment: environment))
        option = options.theme
        choice = Self.choice(option: options.theme, settings: settings)
        let loaded = library.load(Self.id(of: choice, isDark: nil))
        theme = loaded.theme
        problems = loaded.problems.map(\.description)
        let terminal = TerminalInspection.inspect(environment: environment, isInputData: isInputData)
        glyphs = options.ascii || !terminal.isUTF8 ? .ascii : .unicode
        terminalOptions = TerminalOptions(
            theme: loaded.theme, color: options.color, isMouseOn: !options.noMouse, isInputData: isInputData,
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
