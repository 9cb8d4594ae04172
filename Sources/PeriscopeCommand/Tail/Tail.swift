import FoundationEssentials
import PeriscopeHistory
import PeriscopeHub
import PeriscopeInsight
import PeriscopeUI
import PeriscopeWire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Prints requests as they finish, until its reader closes or the person interrupts it.
final class Tail {
    enum Format {
        case text, json
    }

    /// Tail only needs what is open and what it has yet to print.
    private static let limits = HistoryLimits(requests: 2_000, bytes: 64 << 20)
    /// A server tries four times a second to find a viewer again; a further viewer takes the socket over in a tenth.
    private static let lostDelayNanoseconds: Int64 = 1_500_000_000
    /// How long a request waits for the names of its call sites: the first answer about a large binary takes a second.
    private static let namesDelayNanoseconds: Int64 = 8_000_000_000
    /// Fewer than the history holds, so that none is evicted before it is printed.
    private static let waitingLimit = 1_000
    /// POSIX promises that a pipe with room takes as much without waiting (`_POSIX_PIPE_BUF`).
    private static let pieceBytes = 512

    private let pipe: WakePipe
    private let inbox: HubInbox
    private let hub: Hub
    private let format: Format
    private let filter: RequestFilter?
    /// What is printed depends on names: call sites, or findings that are ignored by their function.
    private let needsNames: Bool
    private let names: NameDesk
    private let intake: HubIntake
    private var history: History
    private var environment = UIEnvironment()
    /// Requests whose call sites have no names yet, in the order of their end.
    private var waiting: [(id: RequestID, mark: UInt64?, due: Int64)] = []
    private var exitCode: Int32?
    /// Lost requests that are not printed yet, and when they are to be.
    private var lost: [(id: RequestID, due: Int64)] = []

    /// - Parameter filter: A filter's text; nil for all requests.
    init(socket: SocketOptions, format: Format, filter: String? = nil) throws {
        let variables = ProcessInfo.processInfo.environment
        let settings = Settings.load(
            SettingsFiles(environment: variables, workingDirectory: FileManager.default.currentDirectoryPath))
        self.filter = try filter.map { try FilterOption.filter($0, settings) }
        let pipe = try WakePipe()
        self.pipe = pipe
        self.format = format
        inbox = HubInbox(wake: { pipe.ring() })
        names = NameDesk(environment: variables, wake: { pipe.ring() })
        intake = HubIntake(names: names)
        history = settings.history(limits: Tail.limits)
        needsNames = format == .json || settings.ignoredFindings.contains { $0.function != nil }
        // Before the hub creates a socket that an early signal would leave behind.
        signals = SignalWatch(pipe: pipe)
        hub = try socket.startHub(inbox: inbox)
        for problem in settings.problems { complain(problem.description) }
        say(.roleChanged(hub.role))
    }

    /// A signal came: what is written from now on is not waited for.
    private var isEnding = false
    private let signals: SignalWatch

    /// Gives the exit code: 0 when the reader closed, 1 when it could not be written to, 128 and the signal's number
    /// after a signal.
    func run() -> Int32 {
        while exitCode == nil {
            wait()
            for event in inbox.take() where exitCode == nil { handle(event) }
            findNames()
            printLost(before: MonotonicTime.now())
            printNamed(before: MonotonicTime.now())
            if let number = pipe.interruption, exitCode == nil {
                printRest()
                exitCode = 128 + number
            }
        }
        hub.stop()
        return exitCode ?? 0
    }

    private func wait() {
        var descriptors = [
            pollfd(fd: pipe.readEnd, events: Int16(POLLIN), revents: 0),
            pollfd(fd: STDOUT_FILENO, events: 0, revents: 0),
        ]
        let next = [lost.first?.due, waiting.first?.due].compactMap(\.self).min()
        let due = next.map { max(0, $0 - MonotonicTime.now()) / 1_000_000 + 1 }
        _ = poll(&descriptors, 2, due.map { Int32($0) } ?? -1)
        pipe.drain()
        if descriptors[1].revents & Int16(POLLERR | POLLHUP) != 0 { exitCode = 0 }
        if descriptors[1].revents & Int16(POLLNVAL) != 0 { fail("it is closed") }
    }

    private func handle(_ event: HubEvent) {
        say(event)
        let change = intake.apply(event, to: &history, environment: &environment, at: WallClock.now())
        // However many come after it, a request is not evicted before it is printed.
        for id in change.changed where history.withRequest(id, { $0.isOpen }) == true { history.pin(id, true) }
        for id in change.finished where exitCode == nil {
            guard let request = history.request(id) else { continue }
            lost.removeAll { $0.id == id }
            if request.state == .lost {
                lost.append((id, MonotonicTime.now() + Self.lostDelayNanoseconds))
            } else {
                finish(id)
            }
        }
    }

    /// Prints a request now, or when its call sites have names.
    private func finish(_ id: RequestID) {
        // One that was lost and came back may wait already.
        guard !waiting.contains(where: { $0.id == id }) else { return }
        history.pin(id, true)
        if waiting.count >= Self.waitingLimit { printFirst() }
        waiting.append((id, nil, MonotonicTime.now() + (needsNames ? Self.namesDelayNanoseconds : 0)))
    }

    private func findNames() {
        _ = names.take(&history)
        if let problem = names.takeProblem() { complain(problem) }
        let mark = names.ask(&history)
        for index in waiting.indices where waiting[index].mark == nil { waiting[index].mark = mark }
    }

    private func printNamed(before now: Int64) {
        while exitCode == nil, let (_, mark, due) = waiting.first, due <= now || names.isAnswered(mark ?? .max) {
            printFirst()
        }
    }

    private func printFirst() {
        let id = waiting.removeFirst().id
        if let request = history.request(id) { print(request) }
        history.pin(id, false)
    }

    /// Requests that are lost for good: where only the viewer between was gone, their server has had time to come back
    /// with them.
    private func printLost(before now: Int64) {
        while exitCode == nil, let (id, due) = lost.first, due <= now {
            lost.removeFirst()
            if let request = history.request(id), request.state == .lost { finish(request.id) }
        }
    }

    private func print(_ request: RequestRecord) {
        if let filter, !history.matches(filter, request, now: WallClock.now()) { return }
        let app = history.app(request.id.app)
        switch format {
        case .json: put(RequestJSON.encode(request, app: app, history: history) + "\n")
        case .text: put(TailLine.text(request, app: app) + "\n")
        }
    }

    /// What happens besides requests, on standard error.
    private func say(_ event: HubEvent) {
        switch event {
        case .appConnected(_, let hello, _, _, _, _, _):
            complain("\(hello.app) \(hello.pid) connected")
        case .appDisconnected(let app, let reason, _):
            let name = history.app(AppID(app)).map { "\($0.name) \($0.pid)" } ?? "an app"
            complain("\(name) disconnected: \(reason)")
        case .refused(let reason):
            complain(reason)
        case .roleChanged(.listening(let path)):
            complain("listening on \(path)")
        case .roleChanged(.reading(let path)):
            complain("another viewer has \(path); reading along with it, from now on")
        case .batch, .sample, .planAnswer, .readerAttached, .readerLeft:
            break
        }
    }

    private func complain(_ text: String) {
        MessageOutput.say(text)
    }

    private func fail(_ reason: String) {
        complain("Standard output can't be written to: \(reason). Send it to a file or a program that takes it.")
        exitCode = 1
    }

    /// What still waits, after a signal: as much of it as the reader takes without being waited for.
    private func printRest() {
        isEnding = true
        while exitCode == nil, !waiting.isEmpty { printFirst() }
        for (id, _) in lost where exitCode == nil {
            if let request = history.request(id), request.state == .lost { print(request) }
        }
    }

    // MARK: Writing

    /// Writes in pieces that a pipe takes without waiting once it says that it has room, so that a signal is heard
    /// however long the reader takes its time.
    private func put(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty, exitCode == nil {
            guard waitForRoom() else { continue }
            let count = bytes.prefix(Self.pieceBytes).withUnsafeBytes {
                write(STDOUT_FILENO, $0.baseAddress, $0.count)
            }
            if count >= 0 {
                bytes = bytes.dropFirst(count)
            } else if errno == EPIPE {
                exitCode = 0
            } else if errno != EINTR, errno != EAGAIN {
                fail(SystemError.last)
            }
        }
    }

    /// Whether there is room; otherwise the reason to go on is gone, or it was woken for something else.
    private func waitForRoom() -> Bool {
        var descriptors = [
            pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: pipe.signalEnd, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&descriptors, 2, isEnding ? 0 : -1)
        if let number = pipe.interruption, !isEnding || descriptors[0].revents == 0 { exitCode = 128 + number }
        return descriptors[0].revents != 0 && exitCode == nil
    }
}
