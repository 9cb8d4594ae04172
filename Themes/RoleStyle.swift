/// A role's style, and the ones for terminals with few colours or none.
struct RoleStyle: Hashable, Sendable {
    var style = Style()
    /// In place of `style` where there are sixteen colours or fewer.
    var ansi16: Style?
    /// In place of `style` where there is no colour.
    var mono: TextAttributes?

    func style(for depth: ColorDepth) -> Style {
        switch depth {
        case .none: Style(attributes: mono ?? style.attributes)
        case .ansi16: (ansi16 ?? style).fitted(to: depth)
        case .indexed256, .trueColor: style.fitted(to: depth)
        }
    }
}
