package import PeriscopeWire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Opens the executables of servers, one descriptor a build.
///
/// Never waits for a writer or a device: what is no regular file is left alone. A few small reads of the file's head.
package struct ServerExecutables {
    /// How much is known of a server's process id.
    package enum Process {
        /// The kernel said it.
        case certain(Int32)
        /// The hello said it, which may mean another container's process.
        case claimed(Int32)
    }

    private struct Entry {
        weak var executable: ServerExecutable?
    }

    private let limit: Int
    /// The newest last.
    private var entries: [Entry] = []

    /// - Parameter limit: Builds that are held open; of more, the ones longest not connected are let go.
    package init(limit: Int) {
        self.limit = max(1, limit)
    }

    /// The executable of the server that said this hello; nil where it cannot be opened, or is another's.
    ///
    /// First what the process runs, then the file that the hello names.
    package mutating func open(_ process: Process, _ hello: WireHello) -> ServerExecutable? {
        let candidates = [ServerExecutables.path(of: process).map { ($0, process) }, (hello.executable, nil)]
        for case let (path, process)? in candidates {
            guard let (descriptor, facts) = ServerExecutables.openFile(path) else { continue }
            guard ServerExecutables.belongs(descriptor, facts, to: hello, process) else {
                close(descriptor)
                continue
            }
            return keep(descriptor, facts)
        }
        return nil
    }

    private mutating func keep(_ descriptor: Int32, _ facts: FileFacts) -> ServerExecutable {
        entries.removeAll { $0.executable?.isOpen != true }
        if let index = entries.firstIndex(where: { $0.executable?.facts.isSameFile(as: facts) == true }),
            let known = entries[index].executable
        {
            close(descriptor)
            entries.append(entries.remove(at: index))
            return known
        }
        while entries.count >= limit { entries.removeFirst().executable?.letGo() }
        let executable = ServerExecutable(descriptor: descriptor, facts: facts)
        entries.append(Entry(executable: executable))
        return executable
    }

    // MARK: Whose it is

    /// Where the binary has the linker's id, that decides; else a process that the kernel named is believed.
    private static func belongs(
        _ descriptor: Int32, _ facts: FileFacts, to hello: WireHello, _ process: Process?
    ) -> Bool {
        if !hello.buildID.isEmpty, let id = BuildNote.read(descriptor) { return id == hello.buildID }
        switch process {
        case .certain: return true
        case .claimed: return FileFacts.following(hello.executable)?.isSameFile(as: facts) == true
        case nil: return false
        }
    }

    // MARK: The file

    private static func path(of process: Process) -> String? {
        let pid =
            switch process {
            case .certain(let pid), .claimed(let pid): pid
            }
        guard pid > 0 else { return nil }
        #if os(Linux)
            return "/proc/\(pid)/exe"
        #else
            var buffer = [UInt8](repeating: 0, count: 4 * Int(MAXPATHLEN))
            let count = proc_pidpath(pid, &buffer, UInt32(buffer.count))
            return count > 0 ? String(decoding: buffer.prefix(Int(count)), as: UTF8.self) : nil
        #endif
    }

    private static func openFile(_ path: String) -> (Int32, FileFacts)? {
        // Looked at before, since to open a device may do something; and after, since it may be another by then.
        guard path.hasPrefix("/"), FileFacts.following(path)?.kind == .file else { return nil }
        let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
        #if canImport(Glibc)
            let descriptor = Glibc.open(path, flags)
        #elseif canImport(Musl)
            let descriptor = Musl.open(path, flags)
        #else
            let descriptor = Darwin.open(path, flags)
        #endif
        guard descriptor >= 0 else { return nil }
        guard let facts = FileFacts.of(descriptor: descriptor), facts.kind == .file else {
            close(descriptor)
            return nil
        }
        return (descriptor, facts)
    }
}
