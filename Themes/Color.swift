/// A colour as a theme names it.
package enum Color: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case terminalDefault
    /// One of the sixteen colours a person sets in their terminal: 0–7, and 8–15 bright.
    case ansi(UInt8)
    /// A number of the 256-colour palette, 16–255.
    case indexed(UInt8)
    case rgb(RGB)

    /// The colour's usual look; nil for the terminal's own, which is unknown.
    ///
    /// The first sixteen are xterm's defaults: a guess, since people change them.
    package var rgb: RGB? {
        switch self {
        case .terminalDefault: nil
        case .ansi(let number), .indexed(let number): Palette.colors[Int(number)]
        case .rgb(let value): value
        }
    }

    /// The nearest colour that a terminal of this depth has.
    package func fitted(to depth: ColorDepth) -> Color {
        switch (depth, self) {
        case (.none, _): .terminalDefault
        case (.indexed256, .rgb(let value)): .indexed(Palette.nearest(to: value, in: 16...255))
        case (.ansi16, .rgb(let value)): .ansi(Palette.nearest(to: value, in: 0...15))
        case (.ansi16, .indexed(let number)):
            .ansi(Palette.nearest(to: Palette.colors[Int(number)], in: 0...15))
        case (.trueColor, .indexed(let number)): .rgb(Palette.colors[Int(number)])
        default: self
        }
    }
}
