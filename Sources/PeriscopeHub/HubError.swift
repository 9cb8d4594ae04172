/// Why the hub cannot start.
///
/// Its description is a sentence that says what to do.
package enum HubError: Error, Equatable, Sendable {
    /// The path itself will not do; the sentence comes from `SocketPath`.
    case unusablePath(String)
    case folderMissing(folder: String)
    case folderNotCreated(folder: String, reason: String)
    case folderIsSymbolicLink(folder: String)
    case notAFolder(String)
    case folderOfAnotherUser(folder: String, uid: UInt32)
    case folderWritableByOthers(folder: String, mode: UInt32)
    case notASocket(String)
    /// The lock or the socket cannot be made, opened or replaced.
    case unavailable(path: String, reason: String)
    case socketOfAnotherUser(path: String, uid: UInt32)
    /// A live viewer owns the socket and does not answer, as one that was suspended does not.
    case silentHub(path: String, pid: Int32)
    /// The viewer that owns the socket said no, in these words.
    case refusedByHub(String)
    /// Another viewer was starting, or ending, all the while.
    case busy(path: String)
}

extension HubError: CustomStringConvertible {
    private static let another = "Choose another socket with --socket or PERISCOPE_SOCKET."

    package var description: String {
        switch self {
        case .unusablePath(let sentence):
            sentence
        case .folderMissing(let folder):
            "The folder \(folder) cannot be made, because the one above it is missing. Make it, or choose another "
                + "socket with --socket or PERISCOPE_SOCKET."
        case .folderNotCreated(let folder, let reason):
            "The folder \(folder) cannot be made: \(reason). \(HubError.another)"
        case .folderIsSymbolicLink(let folder):
            "The socket's folder \(folder) is a symbolic link, which someone could turn elsewhere. Name the folder "
                + "it leads to with --socket."
        case .notAFolder(let path):
            "\(path) should be the socket's folder and is not a folder. Move it away, or choose another socket with "
                + "--socket."
        case .folderOfAnotherUser(let folder, let uid):
            "The socket's folder \(folder) belongs to another user (uid \(uid)). \(HubError.another)"
        case .folderWritableByOthers(let folder, let mode):
            "Other users can write to the socket's folder \(folder) (mode \(HubError.octal(mode))). "
                + "Run `chmod go-w \(folder)`, or choose another socket with --socket."
        case .notASocket(let path):
            "\(path) exists and is not a socket. Move it away, or choose another socket with --socket."
        case .unavailable(let path, let reason):
            "The socket \(path) cannot be used: \(reason). \(HubError.another)"
        case .socketOfAnotherUser(let path, let uid):
            "The viewer that owns the socket \(path) belongs to another user (uid \(uid)). \(HubError.another)"
        case .silentHub(let path, let pid):
            "Another viewer\(pid > 0 ? " (process \(pid))" : "") owns the socket \(path) and does not answer; "
                + "it may be suspended. Bring it back with fg, or end it, or choose another socket with --socket."
        case .refusedByHub(let reason):
            "The viewer that owns the socket refused this one: \(reason)"
        case .busy(let path):
            "Another viewer holds the socket \(path) and has not begun to listen. Try again, or choose another socket "
                + "with --socket."
        }
    }

    private static func octal(_ mode: UInt32) -> String { String(mode & 0o7777, radix: 8) }
}
