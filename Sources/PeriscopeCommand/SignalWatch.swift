import Dispatch

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Turns the signals that ask a program to end into rings of a pipe, for as long as this lives.
final class SignalWatch {
    private let sources: [any DispatchSourceSignal]

    /// Also ignores SIGPIPE, so that a reader that is gone is an error and not the end.
    init(pipe: WakePipe) {
        signal(SIGPIPE, SIG_IGN)
        sources = [SIGINT, SIGTERM, SIGHUP].map { Self.source($0, pipe: pipe) }
    }

    private static func source(_ number: Int32, pipe: WakePipe) -> any DispatchSourceSignal {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { pipe.interrupt(number) }
        source.resume()
        return source
    }
}
