import CNcurses
package import Screen
package import Themes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The terminal, taken over by ncurses: events in, grids out.
///
/// One at a time, and all calls from one thread; only its waker may be used from others. The loop polls
/// `inputDescriptor` and `wakeDescriptor`, and calls `readInputs` when either is readable. It closes itself at exit and
/// in a crash, so that a terminal is never left in a state its owner has to mend.
package final class NcursesTerminal {
    package private(set) var size: ScreenSize
    /// How many colours are in use.
    package let colorDepth: ColorDepth
    /// Where keys come from.
    ///
    /// Never read from it.
    package let inputDescriptor: Int32
    /// Readable when a signal came or somebody called `wake`.
    ///
    /// Never read from it.
    package let wakeDescriptor: Int32
    package let waker = TerminalWaker()
    package private(set) var isMouseOn: Bool

    /// The signal that asked the process to end, if one did.
    package var endingSignal: Int32? {
        let number = pc_ending_signal()
        return number > 0 ? number : nil
    }

    private let output: Int32
    private let ownsInput: Bool
    private let term: String
    private var modes: TerminalModes
    private var painter: RowPainter
    private var capture: ErrorCapture?
    private var decoder = InputDecoder()
    private var shown: Grid?
    private var hasHungUp = false
    private var isOpen = true

    /// Takes the terminal over.
    ///
    /// - Throws: A sentence for the person when there is no terminal or it cannot be drawn on.
    package init(_ options: TerminalOptions) throws(TerminalError) {
        let inspection =
            options.inspection
            ?? TerminalInspection.inspect(environment: options.environment, isInputData: options.isInputData)
        if let problem = inspection.problem { throw problem }
        let controlling = options.isInputData ? open("/dev/tty", O_RDWR | O_CLOEXEC) : STDIN_FILENO
        guard controlling >= 0 else { throw .inputIsNoTerminal }
        inputDescriptor = controlling
        ownsInput = options.isInputData
        output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
        isMouseOn = options.isMouseOn
        term = inspection.term
        modes = TerminalModes(isANSI: inspection.isANSI, isMouseOn: options.isMouseOn)
        colorDepth = inspection.colorDepth(option: options.color, environment: options.environment)
        wakeDescriptor = pc_wake_descriptor()
        let restore = modes.leave + Self.restoreSequences(of: inspection)
        pc_catch_signals(output, restore, restore.utf8.count)
        guard Self.start(inspection, depth: colorDepth, output: output, input: controlling, options) else {
            pc_release_signals()
            Descriptor.close(output)
            throw .didNotStart(inspection.term)
        }
        let hasDefault = colorDepth != .none && pc_start_colors()
        painter = RowPainter(
            styles: CellStyles(
                theme: options.theme, depth: colorDepth,
                colors: ColorNumbers(count: Int(pc_color_count()), hasDefault: hasDefault),
                pairs: ColorPairs(capacity: Int(pc_pair_count()))))
        size = ScreenSize(columns: 0, rows: 0)
        capture = ErrorCapture.start()
        size = currentSize()
        send(modes.enter)
    }

    deinit {
        close()
    }

    // MARK: - Out

    /// Shows a grid; sends what differs from the last one, nothing at all when nothing does.
    package func present(_ grid: Grid) {
        guard isOpen else { return }
        let rows = shown.map { grid.diff(from: $0) } ?? Array(0..<grid.size.rows)
        guard !rows.isEmpty else { return }
        if shown?.size != grid.size { pc_erase() }
        painter.paint(rows, of: grid, over: shown)
        pc_flush(modes.frameStart, modes.frameEnd)
        shown = grid
    }

    /// Paints everything anew, for a screen that something else has written on.
    package func repaint() {
        guard isOpen, let grid = shown else { return }
        shown = nil
        pc_repaint_next()
        present(grid)
    }

    /// Changes the colours, at once.
    package func setTheme(_ theme: Theme) {
        painter.styles = painter.styles.with(theme: theme)
        repaint()
    }

    /// Takes mouse reports or leaves the mouse to the terminal, which then selects text.
    package func setMouse(_ isOn: Bool) {
        isMouseOn = isOn
        modes.isMouseOn = isOn
        send(modes.mouse)
    }

    /// Asks the terminal for its background; the answer comes as an event, or never.
    ///
    /// Does nothing where nobody would answer. Not before the first frame: that waits for nothing.
    ///
    /// - Returns: Whether it was asked.
    package func askBackground() -> Bool {
        let question = modes.backgroundQuestion(term: term)
        guard isOpen, !question.isEmpty else { return false }
        modes.isBackgroundWatched = true
        decoder.expectAnswer(now: Self.milliseconds())
        send(question)
        return true
    }

    /// Writes a sequence of the caller's own between two frames, such as one that sets the clipboard.
    package func send(_ sequence: String) {
        guard isOpen, !sequence.isEmpty else { return }
        var bytes = Array(sequence.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
            if count < 0 && errno != EINTR { return }
            bytes = bytes.dropFirst(max(0, count))
        }
    }

    // MARK: - In

    /// All that came since the last call; never waits, but some milliseconds after an escape that could begin a key.
    ///
    /// A stop request (SIGTSTP) is carried out in here: the call returns when the process goes on.
    package func readInputs() -> [InputEvent] {
        guard isOpen else { return [] }
        pc_drain_wakes()
        capture?.trim()
        var events = takeSignals()
        let tokens = readTokens()
        events += decoder.decode(tokens, now: Self.milliseconds())
        if tokens.isEmpty && !hasHungUp && inputIsGone() {
            hasHungUp = true
            events.append(.interrupted)
        }
        return events
    }

    /// Milliseconds after which `readInputs` is to be called even if nothing came, since a sequence was begun and may
    /// never end; −1 for no need, which is nearly always.
    package var inputTimeout: Int32 {
        guard let deadline = decoder.deadline else { return -1 }
        let now = Self.milliseconds()
        return Int32(clamping: deadline > now ? deadline - now : 0)
    }

    /// From any thread: makes `wakeDescriptor` readable.
    package func wake() {
        waker.wake()
    }

    private func readTokens() -> [InputToken] {
        var tokens: [InputToken] = []
        var value: UInt32 = 0
        while tokens.count < Self.mostTokens {
            switch Int(pc_read(&value)) {
            case PC_READ_CHARACTER: tokens.append(.scalar(Unicode.Scalar(value) ?? "\u{FFFD}"))
            case PC_READ_KEY: if let key = Key(library: Int(value)) { tokens.append(.key(key)) }
            default: return tokens
            }
        }
        return tokens
    }

    private func takeSignals() -> [InputEvent] {
        let signals = Int(pc_take_signals())
        var events: [InputEvent] = []
        if signals & PC_SIGNAL_END != 0 { events.append(.interrupted) }
        if signals & PC_SIGNAL_STOP != 0 {
            events += suspend()
        } else if signals & PC_SIGNAL_CONTINUE != 0 {
            // Stopped by SIGSTOP, which nobody can catch: the shell has changed the modes meanwhile.
            pc_leave()
            events += takeAgain()
        }
        if let resize = resizeEvent(), !events.contains(resize) { events.append(resize) }
        return events
    }

    /// The window's new size, if it changed; ncurses is told too.
    private func resizeEvent() -> InputEvent? {
        var rows: Int32 = 0
        var columns: Int32 = 0
        guard pc_measure(output, &rows, &columns), rows > 0, columns > 0,
            ScreenSize(columns: Int(columns), rows: Int(rows)) != size
        else { return nil }
        pc_resize(rows, columns)
        size = currentSize()
        shown = nil
        return .resize(size)
    }

    private func currentSize() -> ScreenSize {
        var rows: Int32 = 0
        var columns: Int32 = 0
        pc_get_size(&rows, &columns)
        return ScreenSize(columns: Int(columns), rows: Int(rows))
    }

    /// Whether the terminal's other end is closed: then reading gives nothing forever.
    private func inputIsGone() -> Bool {
        var descriptor = pollfd(fd: inputDescriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&descriptor, 1, 0) > 0 else { return false }
        return Int32(descriptor.revents) & (POLLHUP | POLLERR | POLLNVAL) != 0
    }

    // MARK: - Leaving and coming back

    /// Stops the process as the shell's ^z does, with the terminal as it was.
    ///
    /// Returns when it goes on.
    @discardableResult
    package func suspend() -> [InputEvent] {
        guard isOpen else { return [] }
        leave()
        pc_stop_self()
        let missed = Int(pc_take_signals())
        let events = takeAgain()
        return missed & PC_SIGNAL_END != 0 ? events + [.interrupted] : events
    }

    /// Lends the terminal to another program, such as an editor, for as long as the closure runs.
    ///
    /// An interrupt meanwhile is that program's. Afterwards everything is painted anew.
    package func withTerminalHandedOver<Result>(_ body: () throws -> Result) rethrows -> Result {
        leave()
        pc_set_handed_over(true)
        defer {
            pc_set_handed_over(false)
            _ = takeAgain()
        }
        return try body()
    }

    /// The same for a closure that waits.
    package func withTerminalHandedOver<Result>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
    ) async rethrows -> Result {
        leave()
        pc_set_handed_over(true)
        defer {
            pc_set_handed_over(false)
            _ = takeAgain()
        }
        return try await body()
    }

    /// Gives the terminal back for good, and shows what was written to standard error meanwhile.
    ///
    /// Once is enough.
    package func close() {
        guard isOpen else { return }
        send(modes.leave)
        isOpen = false
        pc_close()
        pc_release_signals()
        capture?.finish()
        Descriptor.close(output)
        if ownsInput { Descriptor.close(inputDescriptor) }
    }

    private func leave() {
        send(modes.leave)
        pc_leave()
        capture?.giveBack()
    }

    private func takeAgain() -> [InputEvent] {
        capture?.redirect()
        pc_enter()
        send(modes.enter)
        let resize = resizeEvent()
        // What is shown is gone; the same grid is painted even if the caller draws nothing new.
        if let grid = shown {
            shown = nil
            present(grid)
        }
        return [.resumed] + (resize.map { [$0] } ?? [])
    }
}
