/// How many colours a terminal can show.
package enum ColorDepth: Int, Comparable, CaseIterable, Sendable {
    case none
    /// Sixteen, or eight and bold.
    case ansi16
    case indexed256
    case trueColor

    package static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.rawValue < right.rawValue }

    /// What `--color` says.
    package enum Option: String, CaseIterable, Sendable {
        case auto
        case never
        case ansi16 = "16"
        case indexed256 = "256"
        case trueColor = "true"
    }

    /// The depth to use.
    ///
    /// A terminal without colour has none, whatever is asked. Then an option given by hand wins, then `NO_COLOR`
    /// (https://no-color.org: any value but the empty one), then `COLORTERM`, then what the terminal's entry says.
    ///
    /// - Parameters:
    ///   - terminalColors: The `colors` of the terminal's entry, 0 for none.
    ///   - saysTrueColor: Whether the entry says that the terminal has 24-bit colour.
    package static func detect(
        environment: [String: String], option: Option = .auto, terminalColors: Int, saysTrueColor: Bool = false
    ) -> ColorDepth {
        if terminalColors <= 0 { return .none }
        switch option {
        case .never: return .none
        case .ansi16: return .ansi16
        case .indexed256: return .indexed256
        case .trueColor: return .trueColor
        case .auto: break
        }
        if let value = environment["NO_COLOR"], !value.isEmpty { return .none }
        if terminalColors >= 1 << 24 || saysTrueColor { return .trueColor }
        if let value = environment["COLORTERM"], value == "truecolor" || value == "24bit" { return .trueColor }
        return terminalColors >= 256 ? .indexed256 : .ansi16
    }
}
