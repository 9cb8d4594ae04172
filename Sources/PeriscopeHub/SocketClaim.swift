#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The socket, bound and listening, with the lock that makes it ours.
struct SocketClaim: Sendable {
    enum Outcome: Sendable {
        /// It is ours. NIO takes over the descriptor.
        case ours(SocketClaim, listener: Int32)
        /// A live viewer owns it; this descriptor is connected to it.
        case live(Int32)
        /// Someone is about to own it, or to leave it: try again soon.
        case busy
    }

    let path: String
    private let lock: SocketLock
    private let facts: FileFacts?

    /// Takes the socket, or connects to the one who has it.
    ///
    /// Does not wait.
    ///
    /// - Parameter mode: Of the socket.
    static func attempt(path: String, mode: mode_t) throws(HubError) -> Outcome {
        guard let lock = try SocketLock.acquire(for: path) else { return try join(path) }
        do {
            if let outcome = try clear(path) {
                lock.release()
                return outcome
            }
            let listener = try listen(path, mode: mode)
            return .ours(SocketClaim(path: path, lock: lock, facts: .of(path)), listener: listener)
        } catch {
            lock.release()
            throw error
        }
    }

    /// Removes the socket, if it still is the one that was bound, and lets go of the lock.
    ///
    /// A socket that someone else put there in the meantime stays.
    func release() {
        if let facts, let now = FileFacts.of(path), facts.isSameFile(as: now) { unlink(path) }
        lock.release()
    }

    private static func join(_ path: String) throws(HubError) -> Outcome {
        switch UnixSocket.connect(to: path) {
        case .connected(let descriptor): return .live(descriptor)
        case .refused, .missing, .busy: return .busy
        case .failed(let code): throw .unavailable(path: path, reason: SystemError(code: code).text)
        }
    }

    /// Removes a stale socket.
    ///
    /// Nil: the path is free.
    private static func clear(_ path: String) throws(HubError) -> Outcome? {
        guard let facts = FileFacts.of(path) else { return nil }
        guard facts.kind == .socket else { throw .notASocket(path) }
        switch UnixSocket.connect(to: path) {
        // Someone removed the lock of a viewer that lives.
        case .connected(let descriptor): return .live(descriptor)
        case .busy: return .busy
        case .missing: return nil
        case .failed(let code): throw .unavailable(path: path, reason: SystemError(code: code).text)
        case .refused:
            guard unlink(path) == 0 || errno == ENOENT else {
                throw .unavailable(path: path, reason: SystemError.current.text)
            }
            return nil
        }
    }

    private static func listen(_ path: String, mode: mode_t) throws(HubError) -> Int32 {
        switch UnixSocket.listen(at: path, mode: mode) {
        case .success(let descriptor): return descriptor
        case .failure(let error): throw .unavailable(path: path, reason: error.text)
        }
    }
}
