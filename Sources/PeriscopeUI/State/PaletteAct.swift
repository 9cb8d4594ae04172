/// What a row of the palette does; kept for what was used last.
package enum PaletteAct: Hashable, Sendable {
    case command(Command)
    /// A theme, by its id.
    case theme(String)
    /// A filter of the settings, by its name.
    case filter(String)
}
