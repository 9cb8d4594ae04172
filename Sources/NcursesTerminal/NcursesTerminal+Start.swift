import CNcurses
import Themes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension NcursesTerminal {
    /// Starts ncurses on the terminal's own entry, or on one with 24-bit colour.
    static func start(
        _ inspection: TerminalInspection, depth: ColorDepth, output: Int32, input: Int32, _ options: TerminalOptions
    ) -> Bool {
        let delay = options.environment["ESCDELAY"].flatMap { Int32($0) } ?? escapeDelay
        if depth == .trueColor, inspection.colors < 1 << 24, let entry = inspection.directColorEntry,
            pc_open(TerminfoEntry.directName, entry, output, input, delay)
        {
            return true
        }
        return pc_open(inspection.term, nil, output, input, delay)
    }

    /// What a crash writes, so that nothing of ours is left: the terminal's own strings, without padding.
    ///
    /// Where there is no second screen to leave, the last line is made clean, for the shell's prompt.
    static func restoreSequences(of inspection: TerminalInspection) -> String {
        let strings = inspection.restoreStrings
        let clean = inspection.isANSI && !inspection.hasSecondScreen ? "\u{1B}[999;1H\u{1B}[K" : ""
        return strings.map(withoutPadding).joined() + clean
    }

    /// Without `$<5>` and the like, which only ncurses understands.
    package static func withoutPadding(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "$<") {
            guard let end = rest[start.upperBound...].firstIndex(of: ">") else { break }
            result += rest[..<start.lowerBound]
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    static func milliseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
    }

    /// How many characters and keys are taken in one go, so that a paste cannot hold up a frame for long.
    static let mostTokens = 65_536

    /// Milliseconds that an escape waits for the rest of a key.
    ///
    /// ncurses' own second makes the key feel dead.
    private static let escapeDelay: Int32 = 25
}
