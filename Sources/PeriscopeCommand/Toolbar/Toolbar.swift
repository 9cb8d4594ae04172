import FoundationEssentials
import NcursesTerminal
import PeriscopeHistory
import PeriscopeHub
import PeriscopeUI
import PeriscopeWire
import Screen
import Themes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The one loop: it alone owns the history, the UI's state and the terminal.
///
/// It waits until a key, news from the hub or from a child comes, or a visible clock must tick; then applies all that
/// is there and draws once. Keys are drawn at once; news at most every 33 ms, so that a flood costs one frame.
final class Toolbar {
    /// Where the requests come from.
    enum Source {
        case hub(SocketOptions)
        case file(RequestFile)

        var isInputData: Bool {
            guard case .file(let file) = self else { return false }
            return file.isStandardInput
        }
    }

    /// News taken at once, in bytes of the wire: about a hundred requests, a few milliseconds, before keys are looked at.
    private static let newsBytes = 64 << 10
    private static let newsFrameNanoseconds: Int64 = 33_000_000
    private static let tickNanoseconds: Int64 = 1_000_000_000
    /// Where news came with the last tick, so much longer is waited for the next: a server sends its figures every second,
    /// and one wake-up a second is enough for both.
    private static let tickSlackNanoseconds: Int64 = 200_000_000

    let terminal: NcursesTerminal
    let hub: Hub?
    let child: ChildFeed?
    let settingsFiles: SettingsFiles
    var history: History
    var environment: UIEnvironment
    var plans = PlanDesk()
    let exports: ExportDesk
    let requestExports: RequestExportDesk
    let clipboard: ClipboardDesk
    let sender: SendDesk
    let looks: LookDesk
    var hasSavedFiles = false
    var settings: Settings
    var isDone = false
    var needsFrame = true
    private let glyphs: Glyphs
    private let inbox: HubInbox
    private let exitCodeIsChilds: Bool
    private let names: NameDesk
    private let intake: HubIntake
    /// What was drawn before: it is no state, and only spares work.
    private let panels = PanelCache()
    private var state = UIState()
    private var lastFrame: Int64 = 0
    private var storm = ResizeStorm()
    private var lastTick: Int64 = 0
    private var nextTick: Int64?

    init(
        look: LookOptions, source: Source, child command: [String]? = nil, childEnvironment: [String: String] = [:],
        exitCodeIsChilds: Bool = true
    ) throws {
        let variables = ProcessInfo.processInfo.environment
        let folder = FileManager.default.currentDirectoryPath
        settingsFiles = SettingsFiles(environment: variables, workingDirectory: folder)
        var settings = Settings.load(settingsFiles)
        let keys = settings.keyMap()
        self.settings = settings
        var history = settings.history()
        let look = ResolvedLook(
            look, files: settingsFiles, settings: settings, isInputData: source.isInputData, environment: variables)
        looks = look.desk
        let wake = Wake()
        inbox = HubInbox(wake: { wake.ring() })
        names = NameDesk(environment: variables, wake: { wake.ring() })
        exports = ExportDesk(wake: { wake.ring() })
        requestExports = RequestExportDesk(wake: { wake.ring() })
        clipboard = ClipboardDesk(setting: settings.clipboard, environment: variables, wake: { wake.ring() })
        sender = SendDesk(wake: { wake.ring() })
        intake = HubIntake(names: names)
        var environment = UIEnvironment(
            workingDirectory: folder, homeDirectory: variables["HOME"] ?? "",
            themeName: look.desk.theme.name, isMouseOn: look.terminalOptions.isMouseOn, version: Version.text,
            thresholds: settings.thresholds, utcOffsetSeconds: WallClock.utcOffsetSeconds())
        environment.keys = keys
        environment.themes = ThemesCommand.library.ids
        switch source {
        case .hub(let options):
            let hub = try options.startHub(inbox: inbox)
            self.hub = hub
            _ = intake.apply(.roleChanged(hub.role), to: &history, environment: &environment, at: WallClock.now())
        case .file(let file):
            hub = nil
            environment.hub = .file(name: file.name)
            for request in file.requests { _ = history.insert(request) }
            if let notice = file.notice { environment.notices.append(notice) }
        }
        do {
            terminal = try NcursesTerminal(look.terminalOptions)
        } catch {
            hub?.stop()
            throw CommandFailure("\(error)")
        }
        wake.connect(to: terminal.waker)
        if let command {
            var childVariables = childEnvironment
            childVariables["PERISCOPE_SOCKET"] = environment.socketPath
            child = try ChildFeed(command: command, environment: childVariables, onChange: { wake.ring() })
        } else {
            child = nil
        }
        self.exitCodeIsChilds = exitCodeIsChilds
        self.environment = environment
        self.environment.namedFilters = settings.filters
        self.environment.notices += settings.problems.map(\.description) + look.desk.problems
        self.history = history
        glyphs = look.glyphs
    }

    /// Runs until the person quits; gives the exit code.
    func run() throws -> Int32 {
        child?.setSize(terminal.size)
        child?.start()
        // Settles the selection, so that the first key acts on what the first frame shows.
        dispatch(.tick)
        draw()
        startLooks()
        while !isDone {
            wait()
            takeKeys()
            takeLooks()
            takeNews()
            tickIfDue()
            if needsFrame, millisecondsToFrame() == 0 { draw() }
        }
        close()
        // As a shell says it of a program that a signal ended.
        if let signal = terminal.endingSignal { return 128 + signal }
        return exitCodeIsChilds ? child?.exitCode ?? 0 : 0
    }

    /// Ends the hub, gives the terminal back, and ends the child.
    private func close() {
        child?.beginClosing()
        sender.stop()
        hub?.stop()
        clipboard.finish()
        for outcome in clipboard.takeOutcomes() { terminal.send(outcome.sequence) }
        terminal.close()
        finishExports()
        if let child, child.isRunning {
            MessageOutput.say("ending \(child.name) …")
            child.stop()
        }
    }

    /// Waits for the files that are being written, and says what became of them where the screen no longer can.
    private func finishExports() {
        exports.finish()
        requestExports.finish()
        for sentence in exports.takeSentences() + requestExports.takeSentences() { MessageOutput.say(sentence) }
    }

    // MARK: Waiting

    private func wait() {
        let now = MonotonicTime.now()
        let saved = looks.descriptor(now: now)
        var descriptors = ([terminal.inputDescriptor, terminal.wakeDescriptor] + (saved.map { [$0] } ?? [])).map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        _ = poll(&descriptors, nfds_t(descriptors.count), earliestTimeout(now: now))
        hasSavedFiles = descriptors.dropFirst(2).contains { $0.revents != 0 }
    }

    /// The first of what may end by itself: a frame's wait, a sequence of keys, an answer that does not come.
    private func earliestTimeout(now: Int64) -> Int32 {
        let timeouts = [timeoutMilliseconds(), terminal.inputTimeout, looks.timeout(now: now)]
        return timeouts.filter { $0 >= 0 }.min() ?? -1
    }

    /// How long nothing needs doing: until a frame is due, or a visible clock's next second, or for ever.
    private func timeoutMilliseconds() -> Int32 {
        if needsFrame { return Int32(millisecondsToFrame()) }
        guard state.wantsClock(context) else {
            nextTick = nil
            return -1
        }
        let now = MonotonicTime.now()
        let due = nextTick ?? now + Self.tickNanoseconds
        nextTick = due
        return Int32(max(0, due - now) / 1_000_000 + 1)
    }

    private func millisecondsToFrame() -> Int64 {
        let now = MonotonicTime.now()
        let left = max(lastFrame + Self.newsFrameNanoseconds - now, storm.wait(at: now))
        return max(0, (left + 999_999) / 1_000_000)
    }

    private func tickIfDue() {
        let now = MonotonicTime.now()
        guard let due = nextTick else { return }
        let isWithNews = needsFrame && now >= lastTick + Self.tickNanoseconds - Self.tickSlackNanoseconds
        guard now >= due || isWithNews else { return }
        lastTick = now
        nextTick = now + Self.tickNanoseconds + (isWithNews ? Self.tickSlackNanoseconds : 0)
        // A query that hangs sends no news; only time makes it slow.
        let change = history.judgeOpen(at: WallClock.now())
        if !change.isEmpty { dispatch(.historyChanged(change)) }
        dispatch(.tick)
        needsFrame = true
    }

    // MARK: Intake

    private func takeKeys() {
        let inputs = terminal.readInputs()
        guard !inputs.isEmpty else { return }
        for input in inputs where !isDone && !takesLook(input) { dispatch(.input(input)) }
        // A window that is pulled changes its size a hundred times: each would be a whole frame.
        guard !inputs.allSatisfy(Self.isResize) else {
            storm.resized(at: MonotonicTime.now())
            return needsFrame = true
        }
        if !isDone { draw() }
    }

    private static func isResize(_ input: InputEvent) -> Bool {
        if case .resize = input { true } else { false }
    }

    private func takeNews() {
        takeTakings()
        var change = HistoryChange()
        let now = WallClock.now()
        let events = inbox.take(bytes: Self.newsBytes)
        for event in events {
            change.merge(intake.apply(event, to: &history, environment: &environment, at: now))
            takePlanNews(event)
        }
        environment.hubDropped = inbox.droppedEvents
        let childChanged = child?.takeNews(into: &environment, history: history, at: now) ?? false
        let planChanged = plans.expire(at: now, environment: &environment)
        let namesChanged = takeNames()
        for sentence in exports.takeSentences() { notify(sentence) }
        guard !events.isEmpty || childChanged || planChanged || namesChanged else { return }
        dispatch(.historyChanged(change))
        needsFrame = true
    }

    /// Takes in the names that were found, and asks for those that are missing.
    private func takeNames() -> Bool {
        let found = names.takeFound()
        for answer in found { amend { answer.enter(&$0) } }
        if let problem = names.takeProblem() { environment.notices.append(problem) }
        names.ask(&history)
        return !found.isEmpty
    }

    // MARK: Drawing and effects

    private var context: UIContext {
        UIContext(
            history: history, size: terminal.size, now: WallClock.now(), environment: environment, cache: panels)
    }

    private func draw() {
        child?.setSize(terminal.size)
        terminal.present(render(state, context, glyphs))
        lastFrame = MonotonicTime.now()
        storm.drawn()
        needsFrame = false
    }

    /// Changes what is known, in the history and in the view of it that stands still.
    func amend(_ change: (inout History) -> Void) {
        change(&history)
        state.amendPaused(change)
    }

    func dispatch(_ action: UIAction) {
        for effect in update(&state, action, context) { run(effect) }
    }

    func notify(_ text: String?) {
        guard let text else { return }
        dispatch(.notice(text))
        needsFrame = true
    }
}
