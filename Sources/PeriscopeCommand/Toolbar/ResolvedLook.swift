import NcursesTerminal
import Screen
import Themes

/// How the toolbar looks, with all defaults and the environment taken into account.
struct ResolvedLook {
    let theme: Theme
    let glyphs: Glyphs
    let isMouseOn: Bool
    let color: ColorDepth.Option
    /// What was wrong with the theme; the toolbar starts all the same.
    let problems: [String]

    init(_ options: LookOptions, environment: [String: String]) {
        let library = ThemeLibrary(userFolder: ThemeLibrary.userFolder(environment: environment))
        let loaded = library.load(options.theme ?? ThemeLibrary.builtInIDs[0])
        theme = loaded.theme
        problems = loaded.problems.map(\.description)
        glyphs = options.ascii || !Locale.isUTF8 ? .ascii : .unicode
        isMouseOn = !options.noMouse
        color = options.color
    }
}
