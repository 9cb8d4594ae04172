import Dispatch
import PeriscopeHistory
import PeriscopeHub
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
    /// POSIX promises that a pipe with room takes as much without waiting (`_POSIX_PIPE_BUF`).
    private static let pieceBytes = 512

    private let pipe: WakePipe
    private let inbox: HubInbox
    private let hub: Hub
    private let format: Format
    private var history = History(limits: Tail.limits)
    private var intake = HubIntake()
    private var environment = UIEnvironment()
    private var exitCode: Int32?
    /// Lost requests that are not printed yet, and when they are to be.
    private var lost: [(id: RequestID, due: Int64)] = []

    init(socket: SocketOptions, format: Format) throws {
        let pipe = try WakePipe()
        self.pipe = pipe
        self.format = format
        inbox = HubInbox(wake: { pipe.ring() })
        // Before the hub creates a socket that an early signal would leave behind.
        signal(SIGPIPE, SIG_IGN)
        signals = [SIGINT, SIGTERM, SIGHUP].map { Self.source($0, pipe: pipe) }
        hub = try socket.startHub(inbox: inbox)
        say(.roleChanged(hub.role))
    }

    private let signals: [any DispatchSourceSignal]

    private static func source(_ number: Int32, pipe: WakePipe) -> any DispatchSourceSignal {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { pipe.interrupt(number) }
        source.resume()
        return source
    }

    /// Gives the exit code: 0 when the reader closed, 1 when it could not be written to, 128 and the signal's number
    /// after a signal.
    func run() -> Int32 {
        while exitCode == nil {
            wait()
            for event in inbox.take() where exitCode == nil { handle(event) }
            printLost(before: MonotonicTime.now())
            if let number = pipe.interruption { exitCode = exitCode ?? 128 + number }
        }
        hub.stop()
        return exitCode ?? 0
    }

    private func wait() {
        var descriptors = [
            pollfd(fd: pipe.readEnd, events: Int16(POLLIN), revents: 0),
            pollfd(fd: STDOUT_FILENO, events: 0, revents: 0),
        ]
        let due = lost.first.map { max(0, $0.due - MonotonicTime.now()) / 1_000_000 + 1 }
        _ = poll(&descriptors, 2, due.map { Int32($0) } ?? -1)
        pipe.drain()
        if descriptors[1].revents & Int16(POLLERR | POLLHUP) != 0 { exitCode = 0 }
        if descriptors[1].revents & Int16(POLLNVAL) != 0 { fail("it is closed") }
    }

    private func handle(_ event: HubEvent) {
        say(event)
        let change = intake.apply(event, to: &history, environment: &environment, at: WallClock.now())
        for id in change.finished where exitCode == nil {
            guard let request = history.request(id) else { continue }
            lost.removeAll { $0.id == id }
            if request.state == .lost {
                lost.append((id, MonotonicTime.now() + Self.lostDelayNanoseconds))
            } else {
                print(request)
            }
        }
    }

    /// Requests that are lost for good: where only the viewer between was gone, their server has had time to come back
    /// with them.
    private func printLost(before now: Int64) {
        while exitCode == nil, let (id, due) = lost.first, due <= now {
            lost.removeFirst()
            if let request = history.request(id), request.state == .lost { print(request) }
        }
    }

    private func print(_ request: RequestRecord) {
        let app = history.app(request.id.app)
        switch format {
        case .json: put(RequestJSON.encode(request, app: app) + "\n")
        case .text: put(TailLine.text(request, app: app) + "\n")
        }
    }

    /// What happens besides requests, on standard error.
    private func say(_ event: HubEvent) {
        switch event {
        case .appConnected(_, let hello, _, _, _):
            complain("\(TailLine.clean(hello.app)) \(hello.pid) connected")
        case .appDisconnected(let app, let reason, _):
            let name = history.app(AppID(app)).map { "\(TailLine.clean($0.name)) \($0.pid)" } ?? "an app"
            complain("\(name) disconnected: \(TailLine.clean(reason))")
        case .refused(let reason):
            complain(TailLine.clean(reason))
        case .roleChanged(.listening(let path)):
            complain("listening on \(path)")
        case .roleChanged(.reading(let path)):
            complain("another viewer has \(path); reading along with it, from now on")
        case .batch, .sample, .planAnswer, .readerAttached, .readerLeft:
            break
        }
    }

    private func complain(_ text: String) {
        MessageOutput.write("periscope: \(text)\n")
    }

    private func fail(_ reason: String) {
        complain("Standard output can't be written to: \(reason). Send it to a file or a program that takes it.")
        exitCode = 1
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
        _ = poll(&descriptors, 2, -1)
        if let number = pipe.interruption { exitCode = 128 + number }
        return descriptors[0].revents != 0 && exitCode == nil
    }
}
