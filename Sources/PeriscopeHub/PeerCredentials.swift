#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Who is at the other end of a Unix socket, as the kernel noted when it connected or listened.
///
/// The one file of this room that differs by system: `SO_PEERCRED` on Linux, `getpeereid` and `LOCAL_PEERPID` on macOS.
package struct PeerCredentials: Sendable, Equatable {
    package let uid: UInt32
    /// Zero where it is not known, or the process is in another container.
    package let pid: Int32

    package init(uid: UInt32, pid: Int32) {
        self.uid = uid
        self.pid = pid
    }

    /// Nil where the descriptor is no connected Unix socket.
    package init?(socket: Int32) {
        #if os(Linux)
            var credentials = PeerRecord()
            var size = socklen_t(MemoryLayout<PeerRecord>.size)
            guard getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0,
                size == MemoryLayout<PeerRecord>.size, credentials.uid != .max
            else { return nil }
            self.init(uid: credentials.uid, pid: credentials.pid)
        #else
            var uid = uid_t()
            var gid = gid_t()
            guard getpeereid(socket, &uid, &gid) == 0 else { return nil }
            var pid = pid_t()
            var size = socklen_t(MemoryLayout<pid_t>.size)
            if getsockopt(socket, SOL_LOCAL, LOCAL_PEERPID, &pid, &size) != 0 { pid = 0 }
            self.init(uid: uid, pid: pid)
        #endif
    }

    #if os(Linux)
        /// The kernel's `struct ucred`, which the C library shows only to programs that ask for GNU's extensions.
        private struct PeerRecord {
            var pid: Int32 = 0
            var uid: UInt32 = .max
            var gid: UInt32 = .max
        }
    #endif

    /// "process 4242", or the user where the process is not known.
    var name: String { pid > 0 ? "process \(pid)" : "a process of uid \(uid)" }
}

/// Who may talk to this viewer: the user it runs as, root, and whom `--allow-uid` names.
struct PeerPolicy: Sendable {
    let ownUID: UInt32
    let allowedUIDs: Set<UInt32>

    func allows(_ uid: UInt32) -> Bool {
        uid == ownUID || uid == 0 || allowedUIDs.contains(uid)
    }
}
