/// Which theme a person wants.
package enum ThemeChoice: Equatable, Sendable {
    /// A theme's id, or the path of a theme file.
    case named(String)
    /// One of two, by the terminal's background.
    case auto(dark: String, light: String)

    /// `auto` without further words.
    package static let automatic = ThemeChoice.auto(dark: "dark", light: "light")

    /// From one word, such as `--theme` takes.
    package init(word: String) {
        self = word == "auto" ? .automatic : .named(word)
    }
}
