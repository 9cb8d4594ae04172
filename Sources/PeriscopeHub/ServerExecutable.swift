import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A server's binary, held open from the hello on, so that it can be read after the next build replaced the file.
///
/// Connections of one build share it. When many newer builds have come, the hub lets go of it, since a file that is
/// held open takes its room on the disk.
package final class ServerExecutable: Sendable {
    private let descriptor: Mutex<Int32?>
    let facts: FileFacts

    /// Takes the descriptor over, and closes it in the end.
    init(descriptor: Int32, facts: FileFacts) {
        self.descriptor = Mutex(descriptor)
        self.facts = facts
    }

    deinit {
        letGo()
    }

    /// A path by which this process, and on Linux any of this user, can open the file while this lives.
    ///
    /// Empty once the hub has let go of it.
    package var path: String {
        guard let descriptor = descriptor.withLock(\.self) else { return "" }
        #if os(Linux)
            return "/proc/\(getpid())/fd/\(descriptor)"
        #else
            return "/dev/fd/\(descriptor)"
        #endif
    }

    /// Whether the file can still be opened.
    package var isOpen: Bool { descriptor.withLock { $0 != nil } }

    func letGo() {
        let open = descriptor.withLock { descriptor in
            defer { descriptor = nil }
            return descriptor
        }
        if let open { close(open) }
    }
}
