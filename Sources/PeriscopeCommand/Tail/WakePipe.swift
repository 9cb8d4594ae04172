import Synchronization
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A pipe that a poll waits on, and that other threads ring.
final class WakePipe: Sendable {
    private let reading: FileDescriptor
    private let writing: FileDescriptor
    /// Readable for ever once a signal has come.
    private let interrupted: FileDescriptor
    private let interrupting: FileDescriptor
    private let signals = Mutex<(last: Int32?, count: Int)>((nil, 0))

    init() throws {
        (reading, writing) = try FileDescriptor.pipe()
        (interrupted, interrupting) = try FileDescriptor.pipe()
        for end in [reading, writing, interrupted, interrupting] {
            _ = fcntl(end.rawValue, F_SETFL, fcntl(end.rawValue, F_GETFL) | O_NONBLOCK)
            _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC)
        }
    }

    var readEnd: Int32 { reading.rawValue }
    var signalEnd: Int32 { interrupted.rawValue }

    /// The signal that came last, if one did.
    var interruption: Int32? { signals.withLock { $0.last } }

    /// How many came.
    var interruptions: Int { signals.withLock { $0.count } }

    /// From any thread; never waits: a full pipe is already ringing.
    func ring() {
        _ = withUnsafeBytes(of: UInt8(0)) { try? writing.write($0) }
    }

    func interrupt(_ number: Int32) {
        signals.withLock { $0 = (number, $0.count + 1) }
        _ = withUnsafeBytes(of: UInt8(0)) { try? interrupting.write($0) }
        ring()
    }

    func drain() {
        var bytes: [UInt8] = Array(repeating: 0, count: 64)
        while let count = bytes.withUnsafeMutableBytes({ try? reading.read(into: $0) }), count > 0 {}
    }
}
