/// How one cell looks on the screen, nothing left open.
package struct Appearance: Hashable, Sendable {
    package var foreground: Color
    package var background: Color
    package var attributes: TextAttributes

    package init(foreground: Color, background: Color, attributes: TextAttributes) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}
