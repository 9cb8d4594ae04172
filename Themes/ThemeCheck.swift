package import Screen

/// Looks for what is hard to read in a theme, or cannot be told apart.
///
/// Contrast is that of WCAG 2, for 24-bit colours and for what they become with 256. Where a theme leaves a colour to the
/// terminal, or names one of the sixteen that people set themselves, nothing can be measured. About 20 ms.
package struct ThemeCheck {
    /// A role on what lies under it, where its contrast is less than it should be.
    package struct Faint: Equatable, Sendable {
        package let role: Role
        package let overlay: Role?
        package let ground: Role
        package let depth: ColorDepth
        package let measured: Double
        package let needed: Double
    }

    /// What is to be read.
    package static let neededOfText = 4.5
    /// What may be passed over, and blocks and bars that stand for a value.
    package static let neededOfFaint = 3.0
    /// Lines, and the parts of a graph that stand back.
    package static let neededOfLines = 1.5

    private let theme: Theme

    package init(_ theme: Theme) {
        self.theme = theme
    }

    /// All of it as messages with the line of the role.
    package func problems(file: String) -> [ThemeProblem] {
        let faint = faint.map { (role: $0.role, message: Self.words($0)) }
        return (faint + alike).map { ThemeProblem(file: file, line: theme.line(of: $0.role), message: $0.message) }
    }

    // MARK: Contrast

    package var faint: [Faint] {
        [ColorDepth.trueColor, .indexed256].flatMap { depth in
            Role.allCases.flatMap { role in faint(role, depth: depth) }
        }
    }

    private func faint(_ role: Role, depth: ColorDepth) -> [Faint] {
        let needed = Self.needed(role)
        let plain = [faint(role, overlay: nil, ground: .background, depth: depth, needed: needed)]
        guard needed > Self.neededOfLines, !Self.grounds.contains(role) else { return plain.compactMap(\.self) }
        let boxed = [faint(role, overlay: nil, ground: .popup, depth: depth, needed: needed)]
        guard !Self.isGraph(role) else { return (plain + boxed).compactMap(\.self) }
        let covered = Self.overlays.map { faint(role, overlay: $0, ground: .background, depth: depth, needed: needed) }
        return (plain + boxed + covered).compactMap(\.self)
    }

    private func faint(_ role: Role, overlay: Role?, ground: Role, depth: ColorDepth, needed: Double) -> Faint? {
        let look = theme.appearance(of: role, overlay: overlay, ground: ground, depth: depth)
        guard let measured = Self.contrast(look), measured < needed else { return nil }
        return Faint(role: role, overlay: overlay, ground: ground, depth: depth, measured: measured, needed: needed)
    }

    private static func contrast(_ look: Appearance) -> Double? {
        guard let first = measurable(look.foreground), let second = measurable(look.background) else { return nil }
        return first.contrast(with: second)
    }

    private static func measurable(_ color: Color) -> RGB? {
        switch color {
        case .terminalDefault, .ansi: nil
        case .indexed, .rgb: color.rgb
        }
    }

    private static func needed(_ role: Role) -> Double {
        switch role {
        case .border, .borderFocus, .scrollbar, .tree, .popupBorder, .barOther, .layerMiddleware, .layerInternal,
            .layerGap,
            .app6, .flameRuntime:
            neededOfLines
        case .textDim, .tabInactive, .footer, .unchanged, .redacted, .sqlComment, .logTrace, .logDebug, .axis:
            neededOfFaint
        default: isGraph(role) ? neededOfFaint : neededOfText
        }
    }

    private static func isGraph(_ role: Role) -> Bool {
        switch role {
        case .barApp, .barSQL, .barTemplate, .barIO, .heat1, .heat2, .heat3, .heat4, .heat5, .chart, .layerServer,
            .layerHandler, .layerQuery, .layerRender, .layerClient, .flameApp, .flameLibrary:
            true
        default: false
        }
    }

    private static let overlays: [Role] = [
        .selection, .selectionInactive, .marked, .searchHit, .searchHitCurrent, .cursor,
    ]
    /// What lies over text, or under it.
    private static let grounds: Set<Role> = [
        .selection, .selectionInactive, .marked, .searchHit, .searchHitCurrent, .cursor, .background, .surface, .popup,
        .statusBar,
    ]

    private static func words(_ faint: Faint) -> String {
        let place = faint.overlay.map { "under “\($0.name)”" } ?? "on “\(faint.ground.name)”"
        let colors = faint.depth == .trueColor ? "" : " with 256 colours"
        return "“\(faint.role.name)” \(place)\(colors) has a contrast of \(tenths(faint.measured)):1, and needs "
            + "\(tenths(faint.needed)):1."
    }

    /// With two digits, cut and not rounded, so that what is too little never reads as enough.
    private static func tenths(_ value: Double) -> String {
        let hundredths = Int(value * 100)
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    // MARK: Telling apart

    /// What looks like something else where colours are few.
    package var alike: [(role: Role, message: String)] {
        selectionsAlike + statesAlike + vanished
    }

    private var selectionsAlike: [(role: Role, message: String)] {
        let pairs = ColorDepth.allCases.flatMap { depth in
            [Role.selection, .selectionInactive].map { (depth, overlay: $0) }
        }
        return pairs.compactMap { depth, overlay in
            let same = Self.told.first {
                theme.appearance(of: $0, overlay: overlay, depth: depth) == theme.appearance(of: $0, depth: depth)
            }
            return same.map { role in
                (overlay, "“\(overlay.name)” cannot be told from “\(role.name)” \(Self.words(depth)).")
            }
        }
    }

    /// Without colour, what a state looks like is up to attributes; better, worse, added and gone have signs, following
    /// has a word.
    private var statesAlike: [(role: Role, message: String)] {
        let text = theme.appearance(of: .text, depth: .none)
        let plain = Self.states.filter { theme.appearance(of: $0, depth: .none) == text }.map { role in
            (role, "“\(role.name)” cannot be told from text without colour: give it “mono: bold” or the like.")
        }
        let pairs = Self.distinct.filter {
            theme.appearance(of: $0.0, depth: .none) == theme.appearance(of: $0.1, depth: .none)
        }
        return plain + pairs.map { ($0.0, "“\($0.0.name)” cannot be told from “\($0.1.name)” without colour.") }
    }

    private var vanished: [(role: Role, message: String)] {
        Role.allCases.compactMap { role in
            let overlay = ([nil] + Self.overlays.map(Optional.some)).first { overlay in
                let look = theme.appearance(of: role, overlay: overlay, depth: .ansi16)
                return look.foreground == look.background && look.foreground != .terminalDefault
            }
            guard let overlay else { return nil }
            let place = overlay.map { "under “\($0.name)”" } ?? "on its background"
            return (role, "“\(role.name)” \(place) has its background's colour with 16 colours.")
        }
    }

    private static func words(_ depth: ColorDepth) -> String {
        switch depth {
        case .none: "without colour"
        case .ansi16: "with 16 colours"
        case .indexed256: "with 256 colours"
        case .trueColor: "with 24-bit colours"
        }
    }

    private static let told: [Role] = [.text, .textDim, .textStrong, .error, .warning, .ok, .code2xx, .code5xx]
    private static let states: [Role] = [
        .warning, .error, .critical, .statusPaused, .statusFilter, .statusDisconnected, .selection, .selectionInactive,
        .marked, .searchHit, .searchHitCurrent, .cursor, .running, .sanitised, .tabActive, .slow, .duplicate, .nplusone,
    ]
    private static let distinct: [(Role, Role)] = [
        (.searchHit, .selection), (.searchHitCurrent, .searchHit), (.marked, .selection),
        (.selectionInactive, .selection),
        (.tabActive, .tabInactive),
    ]
}
