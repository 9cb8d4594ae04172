#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file beside the socket, locked for as long as a viewer owns the socket.
///
/// Whoever holds it may unlink and bind the socket, and nobody else, so that two viewers that start at once cannot both
/// find a stale socket and remove each other's fresh one. The kernel lets go of it when its holder dies.
struct SocketLock: Sendable {
    private let path: String
    private let descriptor: Int32

    /// The lock, or nil where another viewer has it.
    static func acquire(for socket: String) throws(HubError) -> SocketLock? {
        let path = socket + ".lock"
        // Each round but the last met a file that its holder removed between our open and our lock.
        for _ in 0..<100 {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else {
                throw .unavailable(path: socket, reason: "\(path): \(SystemError.current.text)")
            }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                let error = SystemError.current
                close(descriptor)
                if error.code == EWOULDBLOCK || error.code == EINTR { return nil }
                throw .unavailable(path: socket, reason: "\(path) cannot be locked: \(error.text)")
            }
            if let ours = FileFacts.of(descriptor: descriptor), let named = FileFacts.of(path),
                ours.isSameFile(as: named)
            {
                return SocketLock(path: path, descriptor: descriptor)
            }
            close(descriptor)
        }
        return nil
    }

    /// Removes the file while it is still locked, then lets go.
    func release() {
        unlink(path)
        close(descriptor)
    }
}
