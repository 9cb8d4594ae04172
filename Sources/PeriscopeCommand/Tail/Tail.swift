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

    private let pipe: WakePipe
    private let inbox: HubInbox
    private let hub: Hub
    private let format: Format
    private var history = History(limits: Tail.limits)
    private var intake = HubIntake()
    private var environment = UIEnvironment()
    private var exitCode: Int32?

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

    /// Gives the exit code: 0 when the reader closed, 128 and the signal's number after a signal.
    func run() -> Int32 {
        while exitCode == nil {
            wait()
            for event in inbox.take() where exitCode == nil { handle(event) }
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
        _ = poll(&descriptors, 2, -1)
        pipe.drain()
        if descriptors[1].revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0 { exitCode = 0 }
    }

    private func handle(_ event: HubEvent) {
        say(event)
        let change = intake.apply(event, to: &history, environment: &environment, at: WallClock.now())
        for id in change.finished {
            guard exitCode == nil, let request = history.request(id) else { continue }
            let app = history.app(id.app)
            switch format {
            case .json: write(RequestJSON.encode(request, app: app) + "\n")
            case .text: write(TailLine.text(request, app: app) + "\n")
            }
        }
    }

    /// What happens besides requests, on standard error.
    private func say(_ event: HubEvent) {
        switch event {
        case .appConnected(_, let hello, _):
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
        case .batch, .sample, .readerAttached, .readerLeft:
            break
        }
    }

    private func complain(_ text: String) {
        _ = Self.writeAll("periscope: \(text)\n", to: STDERR_FILENO)
    }

    private func write(_ text: String) {
        if !Self.writeAll(text, to: STDOUT_FILENO) { exitCode = 0 }
    }

    /// False where the other side has closed.
    private static func writeAll(_ text: String, to descriptor: Int32) -> Bool {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                bytes = bytes.dropFirst(count)
            } else if errno == EAGAIN {
                var writable = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&writable, 1, -1)
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }
}
