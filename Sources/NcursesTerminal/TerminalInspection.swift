import CNcurses
package import Themes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What is known of the terminal without taking it over: for `doctor`, and for choosing glyphs before the first frame.
package struct TerminalInspection: Sendable {
    package let term: String
    package let isOutputTerminal: Bool
    package let isInputTerminal: Bool
    /// The character set of the locale, such as `UTF-8` or `ANSI_X3.4-1968`.
    package let characterSet: String
    /// The `colors` of the terminal's entry, 0 for none.
    package let colors: Int
    package let problem: TerminalError?
    /// Whether the terminal understands sequences that begin with `ESC [`.
    package let isANSI: Bool
    /// A description with direct colour made from the terminal's own; nil where it has no cursor movement or no use
    /// for one.
    package let directColorEntry: String?
    /// Whether the terminal's entry says that it has 24-bit colour (`RGB`, or tmux' `Tc`).
    package let saysTrueColor: Bool
    /// Whether what was on the screen comes back when the toolbar leaves it.
    package let hasSecondScreen: Bool
    /// The strings that undo what ncurses did: colours, attributes, cursor, keypad, second screen.
    let restoreStrings: [String]

    /// Whether characters beyond ASCII can be shown.
    package var isUTF8: Bool { characterSet.uppercased().replacing("-", with: "") == "UTF8" }

    /// The depth that would be used.
    package func colorDepth(option: ColorDepth.Option, environment: [String: String]) -> ColorDepth {
        let depth = ColorDepth.detect(
            environment: environment, option: option, terminalColors: colors, saysTrueColor: saysTrueColor)
        return depth == .trueColor && directColorEntry == nil && colors < 1 << 24 ? .indexed256 : depth
    }

    /// Looks the terminal up; writes nothing to it.
    ///
    /// Sets the process's locale from the environment.
    ///
    /// Not to be called while a terminal is taken over.
    package static func inspect(
        environment: [String: String], isInputData: Bool = false
    ) -> TerminalInspection {
        let characterSet = String(cString: pc_set_locale())
        let term = environment["TERM"] ?? ""
        let isOutput = isatty(STDOUT_FILENO) == 1
        let isInput = isInputData || isatty(STDIN_FILENO) == 1
        let status = term.isEmpty ? Int32(PC_TERM_UNKNOWN) : pc_look_up(term, STDOUT_FILENO)
        let isKnown = status == Int32(PC_TERM_KNOWN)
        let movement = isKnown ? pc_string("cup").map { String(cString: $0) } : nil
        defer { if isKnown { pc_forget_look_up() } }
        return TerminalInspection(
            term: term, isOutputTerminal: isOutput, isInputTerminal: isInput, characterSet: characterSet,
            colors: isKnown ? max(0, Int(pc_number("colors"))) : 0,
            problem: problem(
                term: term, isOutput: isOutput, isInput: isInput, isKnown: isKnown, canMove: movement != nil),
            isANSI: movement?.hasPrefix("\u{1B}[") ?? false,
            directColorEntry: movement == nil ? nil : TerminfoEntry.ofCurrentTerminal().withDirectColor().base64(),
            saysTrueColor: isKnown && Self.saysTrueColor(), hasSecondScreen: isKnown && pc_string("rmcup") != nil,
            restoreStrings: isKnown ? Self.restoreNames.compactMap { pc_string($0).map { String(cString: $0) } } : [])
    }

    private static let restoreNames = ["op", "sgr0", "cnorm", "rmkx", "rmcup"]

    /// `RGB` may be a flag, a number or a string, see user_caps(5).
    private static func saysTrueColor() -> Bool {
        pc_flag("RGB") > 0 || pc_number("RGB") > 0 || pc_string("RGB") != nil || pc_flag("Tc") > 0
    }

    private static func problem(
        term: String, isOutput: Bool, isInput: Bool, isKnown: Bool, canMove: Bool
    ) -> TerminalError? {
        if !isOutput { return .outputIsNoTerminal }
        if !isInput { return .inputIsNoTerminal }
        if term.isEmpty { return .termIsMissing }
        if !isKnown { return .termIsUnknown(term) }
        return canMove ? nil : .cannotMoveCursor(term)
    }
}
