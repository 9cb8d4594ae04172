#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The few system calls on Unix sockets that come before NIO takes over.
enum UnixSocket {
    enum Attempt: Equatable {
        /// Someone listens; the descriptor is the caller's to close.
        case connected(Int32)
        /// Nobody listens on a socket that is there: a stale one.
        case refused
        case missing
        /// Someone listens and has more callers waiting than it takes.
        case busy
        case failed(Int32)
    }

    /// Connects without waiting.
    static func connect(to path: String) -> Attempt {
        guard let descriptor = make() else { return .failed(errno) }
        let result = withAddress(path) { address, size in
            #if canImport(Darwin)
                Darwin.connect(descriptor, address, size)
            #elseif canImport(Musl)
                Musl.connect(descriptor, address, size)
            #else
                Glibc.connect(descriptor, address, size)
            #endif
        }
        if result == 0 { return .connected(descriptor) }
        let code = errno
        close(descriptor)
        switch code {
        case ECONNREFUSED: return .refused
        case ENOENT: return .missing
        case EAGAIN, EINPROGRESS, EINTR: return .busy
        default: return .failed(code)
        }
    }

    /// A listening socket of this mode, or the error's number.
    ///
    /// The mode is set between bind and listen, so that nobody can connect before.
    static func listen(at path: String, mode: mode_t) -> Result<Int32, SystemError> {
        guard let descriptor = make() else { return .failure(.current) }
        let isBound = withAddress(path) { address, size in bind(descriptor, address, size) == 0 }
        guard isBound == true else {
            let error = SystemError.current
            close(descriptor)
            return .failure(error)
        }
        guard chmod(path, mode) == 0, startListening(descriptor) else {
            let error = SystemError.current
            close(descriptor)
            unlink(path)
            return .failure(error)
        }
        return .success(descriptor)
    }

    private static func startListening(_ descriptor: Int32) -> Bool {
        #if canImport(Darwin)
            Darwin.listen(descriptor, 256) == 0
        #elseif canImport(Musl)
            Musl.listen(descriptor, 256) == 0
        #else
            Glibc.listen(descriptor, 256) == 0
        #endif
    }

    /// A socket that does not block and that children do not inherit.
    private static func make() -> Int32? {
        #if canImport(Glibc)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        let descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { return nil }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        return descriptor
    }

    /// Nil where the path does not fit; `SocketPath.lengthProblem` has said so before.
    private static func withAddress<R>(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { field in
            guard path.utf8.count < field.count else { return false }
            field.copyBytes(from: path.utf8)
            return true
        }
        guard fits else {
            errno = ENAMETOOLONG
            return nil
        }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}

/// An `errno`, and its text.
struct SystemError: Error, Equatable {
    let code: Int32

    static var current: SystemError { SystemError(code: errno) }

    var text: String { String(cString: strerror(code)) }
}
