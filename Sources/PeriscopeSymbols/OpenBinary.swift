#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A binary that has been opened and found to be a regular file.
struct OpenBinary {
    let descriptor: Int32
    /// In bytes.
    let size: Int64

    /// No binary is larger; a file that says it is holds nothing, and would only raise the reader's bound of memory.
    private static let sizeLimit: Int64 = 16 << 30

    /// Does not wait, whatever is at the path, and touches nothing but regular files.
    ///
    /// A path may come from a server, and to open a device is to do something to it: a terminal is hung up on, a tape
    /// is wound. So the path is looked at first, and what was looked at is what is opened.
    static func open(_ path: String) -> Result<OpenBinary, SymbolProblem> {
        if path.isEmpty { return .failure(problem("", "it is no longer held open, since many newer builds came")) }
        switch look(path) {
        case .failure(let failure): return .failure(failure)
        case .success(let opened):
            // Above those that the program it is handed to has of its own.
            let descriptor = BoundedCommand.raised(opened)
            guard descriptor >= 0 else { return .failure(problem(path, String(cString: strerror(errno)))) }
            guard let size = fileSize(descriptor), size <= sizeLimit else {
                closeDescriptor(descriptor)
                return .failure(problem(path, "it is no file of a size that a binary has"))
            }
            return .success(OpenBinary(descriptor: descriptor, size: size))
        }
    }

    /// The file, open for reading, if it is a regular one.
    private static func look(_ path: String) -> Result<Int32, SymbolProblem> {
        // A pipe would otherwise be waited for.
        let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
        #if os(Linux)
            // Refers to the file without opening it; the number is Linux's `O_PATH`, which Swift's overlay leaves out.
            let handle = openDescriptor(path, 0o10_000_000 | O_CLOEXEC)
            guard handle >= 0 else { return .failure(problem(path, String(cString: strerror(errno)))) }
            defer { closeDescriptor(handle) }
            guard fileSize(handle) != nil else { return .failure(problem(path, "it is not a file")) }
            let opened = openDescriptor("/proc/self/fd/\(handle)", flags)
        #else
            var status = stat()
            guard stat(path, &status) == 0 else { return .failure(problem(path, String(cString: strerror(errno)))) }
            guard status.st_mode & S_IFMT == S_IFREG else { return .failure(problem(path, "it is not a file")) }
            let opened = openDescriptor(path, flags)
        #endif
        guard opened >= 0 else { return .failure(problem(path, String(cString: strerror(errno)))) }
        return .success(opened)
    }

    /// In bytes; nil for what is no regular file.
    private static func fileSize(_ descriptor: Int32) -> Int64? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int64(status.st_size)
    }

    func close() { OpenBinary.closeDescriptor(descriptor) }

    private static func problem(_ path: String, _ reason: String) -> SymbolProblem {
        .binaryUnreadable(path: path, reason: reason)
    }

    private static func openDescriptor(_ path: String, _ flags: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.open(path, flags)
        #elseif canImport(Musl)
            Musl.open(path, flags)
        #else
            Darwin.open(path, flags)
        #endif
    }

    private static func closeDescriptor(_ descriptor: Int32) {
        #if canImport(Glibc)
            _ = Glibc.close(descriptor)
        #elseif canImport(Musl)
            _ = Musl.close(descriptor)
        #else
            _ = Darwin.close(descriptor)
        #endif
    }
}
