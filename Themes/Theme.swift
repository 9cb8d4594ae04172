package import Screen

/// What roles look like.
package struct Theme: Equatable, Sendable {
    package enum Variant: String, Sendable {
        case dark, light, any
    }

    package let id: String
    package let name: String
    package let variant: Variant
    private let roles: [RoleStyle]
    private let lines: [Role: Int]

    /// - Parameters:
    ///   - own: What the theme file sets; every other role looks like its parent.
    ///   - lines: Where in the file it does.
    init(id: String, name: String, variant: Variant, own: [Role: RoleStyle], lines: [Role: Int] = [:]) {
        self.lines = lines
        self.id = id
        self.name = name
        self.variant = variant
        roles = Role.allCases.map { role in
            var candidate: Role? = role
            while let current = candidate {
                if let style = own[current] { return style }
                candidate = current.parent
            }
            return RoleStyle()
        }
    }

    /// A role's style where there are so many colours.
    ///
    /// Maps colours each time: some 20 µs, for tables, not for cells.
    package func style(_ role: Role, depth: ColorDepth) -> Style {
        roles[Int(role.rawValue)].style(for: depth)
    }

    /// The line of the file that says what a role looks like, its own or that of the role it takes its look from; 0
    /// where none does.
    package func line(of role: Role) -> Int {
        var candidate: Role? = role
        while let current = candidate {
            if let line = lines[current] { return line }
            candidate = current.parent
        }
        return 0
    }

    /// What a cell looks like: the overlay over the role over text on its ground.
    package func appearance(
        of role: Role, overlay: Role? = nil, ground: Role = .background, isReversed: Bool = false, depth: ColorDepth
    ) -> Appearance {
        let base = style(role, depth: depth)
        let textColor = style(.text, depth: depth).foreground ?? .terminalDefault
        var appearance = Appearance(
            foreground: base.foreground ?? textColor,
            background: base.background ?? style(ground, depth: depth).background ?? .terminalDefault,
            attributes: base.attributes)
        if let overlay {
            Self.lay(
                style(overlay, depth: depth), over: &appearance, hasOwnGround: base.background != nil,
                textColor: textColor)
        }
        if isReversed { appearance.attributes.formSymmetricDifference(.reverse) }
        return appearance
    }

    /// - Parameter hasOwnGround: Whether the role below is a label on its own background, whose foreground is chosen
    ///   for that background and may be unreadable on another.
    private static func lay(
        _ style: Style, over appearance: inout Appearance, hasOwnGround: Bool, textColor: Color
    ) {
        if let foreground = style.foreground, style.background != nil || !hasOwnGround {
            appearance.foreground = foreground
            // Faint text on a coloured ground is hard to read, and the overlay has chosen the colour.
            appearance.attributes.remove(.dim)
        } else if style.background != nil, hasOwnGround {
            appearance.foreground = textColor
        }
        if let background = style.background { appearance.background = background }
        let wasReversed = appearance.attributes.contains(.reverse)
        appearance.attributes.formUnion(style.attributes)
        // A reversed label on a reversed row would vanish in it: there the two cancel out.
        if wasReversed && style.attributes.contains(.reverse) { appearance.attributes.remove(.reverse) }
    }
}
