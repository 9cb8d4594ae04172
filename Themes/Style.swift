/// How a role looks: what is nil shows what lies below.
package struct Style: Hashable, Sendable {
    package var foreground: Color?
    package var background: Color?
    package var attributes: TextAttributes

    package init(foreground: Color? = nil, background: Color? = nil, attributes: TextAttributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    func fitted(to depth: ColorDepth) -> Style {
        Style(
            foreground: foreground?.fitted(to: depth), background: background?.fitted(to: depth),
            attributes: attributes)
    }
}
