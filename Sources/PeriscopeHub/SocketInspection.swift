import PeriscopeWire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What there is at a socket's path, for `periscope doctor`.
///
/// Changes nothing.
package struct SocketInspection: Sendable, Equatable {
    package let path: String
    package let folder: String
    package let folderExists: Bool
    /// Whether anything is at the path.
    package let exists: Bool
    package let owner: UInt32?
    /// The permission bits.
    package let mode: UInt32?
    /// Someone listens on it.
    package let isLive: Bool
    /// The process that listens, where it is known.
    package let hubPID: Int32?
    /// What would go wrong, in a sentence that says what to do; nil: nothing.
    package let problem: String?

    /// Looks, and connects for a moment to see whether someone listens; that one is not told.
    ///
    /// - Parameter uid: The user that the viewer would run as.
    package static func inspect(path: String, uid: UInt32 = geteuid()) -> SocketInspection {
        let folder = SocketFolder.of(path)
        let folderFacts = FileFacts.of(folder)
        let facts = FileFacts.of(path)
        var live: PeerCredentials?
        var isLive = false
        var failure: String?
        if facts?.kind == .socket {
            switch UnixSocket.connect(to: path) {
            case .connected(let descriptor):
                isLive = true
                live = PeerCredentials(socket: descriptor)
                close(descriptor)
            case .busy: isLive = true
            case .failed(let code):
                failure = HubError.unavailable(path: path, reason: SystemError(code: code).text).description
            case .refused, .missing: break
            }
        }
        let problem =
            SocketPath.lengthProblem(path) ?? folderProblem(folder, folderFacts, uid: uid)
            ?? (facts.map { $0.kind != .socket } == true ? HubError.notASocket(path).description : nil)
            ?? foreignProblem(path, live, uid: uid) ?? failure
        return SocketInspection(
            path: path, folder: folder, folderExists: folderFacts != nil, exists: facts != nil, owner: facts?.uid,
            mode: facts?.mode, isLive: isLive, hubPID: live.flatMap { $0.pid > 0 ? $0.pid : nil }, problem: problem)
    }

    private static func folderProblem(_ folder: String, _ facts: FileFacts?, uid: UInt32) -> String? {
        if let facts { return SocketFolder.problem(with: facts, folder: folder, ownUID: uid)?.description }
        let above = SocketFolder.of(folder)
        if FileFacts.of(above) == nil { return HubError.folderMissing(folder: folder).description }
        guard access(above, W_OK) != 0 else { return nil }
        return HubError.folderNotCreated(folder: folder, reason: SystemError.current.text).description
    }

    private static func foreignProblem(_ path: String, _ live: PeerCredentials?, uid: UInt32) -> String? {
        guard let live, live.uid != uid, live.uid != 0 else { return nil }
        return HubError.socketOfAnotherUser(path: path, uid: live.uid).description
    }
}
