package import Themes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Asks a terminal that nobody has taken over for its background's colour, and waits for the answer.
///
/// For commands that print and end; the toolbar asks without waiting. Keys that were typed ahead are lost.
package enum TerminalBackground: Equatable, Sendable {
    /// There is no terminal, or it is one that would print the question.
    case notAsked
    case noAnswer
    case answered(RGB)

    /// Waits at most 300 ms.
    ///
    /// A terminal that does not know the question answers the one after it, so the wait is seldom that long.
    package static func ask(_ inspection: TerminalInspection) -> TerminalBackground {
        let modes = TerminalModes(isANSI: inspection.isANSI, isMouseOn: false)
        guard inspection.isOutputTerminal, inspection.isInputTerminal, modes.canAskBackground(term: inspection.term),
            // From the background, changing modes would stop the process.
            tcgetpgrp(STDIN_FILENO) == getpgrp()
        else { return .notAsked }
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { return .notAsked }
        var quiet = before
        quiet.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        guard tcsetattr(STDIN_FILENO, TCSANOW, &quiet) == 0 else { return .notAsked }
        defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }
        let question = Array((TerminalModes.backgroundQuestion + "\u{1B}[c").utf8)
        guard write(STDOUT_FILENO, question, question.count) == question.count else { return .noAnswer }
        return read(from: answer())
    }

    /// What came, up to the answer to the second question or the end of the wait.
    private static func answer() -> String {
        let due = NcursesTerminal.milliseconds() + 300
        var bytes: [UInt8] = []
        while bytes.count < 4096 {
            let now = NcursesTerminal.milliseconds()
            var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            guard now < due, poll(&descriptor, 1, Int32(due - now)) == 1 else { break }
            var piece = [UInt8](repeating: 0, count: 256)
            let count = Self.bytes(&piece)
            guard count > 0 else { break }
            bytes += piece[..<count]
            if isComplete(bytes) { break }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func bytes(_ piece: inout [UInt8]) -> Int {
        #if canImport(Glibc)
            Glibc.read(STDIN_FILENO, &piece, piece.count)
        #elseif canImport(Musl)
            Musl.read(STDIN_FILENO, &piece, piece.count)
        #else
            Darwin.read(STDIN_FILENO, &piece, piece.count)
        #endif
    }

    /// `ESC [ ? … c` is there.
    private static func isComplete(_ bytes: [UInt8]) -> Bool {
        guard bytes.last == UInt8(ascii: "c"), let start = bytes.lastIndex(of: 0x1B) else { return false }
        return bytes[start...].starts(with: Array("\u{1B}[?".utf8))
    }

    /// The colour within all that a terminal said.
    package static func read(from answer: String) -> TerminalBackground {
        guard let start = answer.firstRange(of: "]11;")?.upperBound else { return .noAnswer }
        let text = answer[start...].prefix { $0 != "\u{7}" && $0 != "\u{1B}" }
        return RGB(answer: text).map { .answered($0) } ?? .noAnswer
    }
}
