#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The folder that the socket is in: who can write there can put another socket in its place.
enum SocketFolder {
    /// The folder part of a path, "." where it has none.
    static func of(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes the folder where it is missing (not the ones above it), and looks at it.
    ///
    /// - Parameter mode: Of a folder that is made.
    static func prepare(for path: String, ownUID: UInt32, mode: mode_t) throws(HubError) {
        let folder = of(path)
        if FileFacts.of(folder) == nil, mkdir(folder, mode) != 0, errno != EEXIST {
            if errno == ENOENT { throw .folderMissing(folder: folder) }
            throw .folderNotCreated(folder: folder, reason: SystemError.current.text)
        }
        guard let facts = FileFacts.of(folder) else { throw .folderMissing(folder: folder) }
        if let problem = problem(with: facts, folder: folder, ownUID: ownUID) { throw problem }
    }

    /// The design's rule: ours or root's, no symbolic link, not writable by others unless sticky.
    ///
    /// A group of the same number as its user has no other member, by the custom of Debian and Fedora, and may write.
    static func problem(with facts: FileFacts, folder: String, ownUID: UInt32) -> HubError? {
        switch facts.kind {
        case .folder: break
        case .symbolicLink: return .folderIsSymbolicLink(folder: folder)
        case .file, .socket, .other: return .notAFolder(folder)
        }
        guard facts.uid == ownUID || facts.uid == 0 else {
            return .folderOfAnotherUser(folder: folder, uid: facts.uid)
        }
        let writers: UInt32 = facts.gid == facts.uid ? 0o002 : 0o022
        if facts.mode & writers != 0, facts.mode & 0o1000 == 0 {
            return .folderWritableByOthers(folder: folder, mode: facts.mode)
        }
        return nil
    }
}
