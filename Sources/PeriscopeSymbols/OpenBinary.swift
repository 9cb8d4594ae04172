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

    /// Does not wait, whatever is at the path.
    static func open(_ path: String) -> Result<OpenBinary, SymbolProblem> {
        if path.isEmpty { return .failure(problem("", "it is no longer held open, since many newer builds came")) }
        // A pipe would otherwise be waited for.
        let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
        #if canImport(Glibc)
            let opened = Glibc.open(path, flags)
        #elseif canImport(Musl)
            let opened = Musl.open(path, flags)
        #else
            let opened = Darwin.open(path, flags)
        #endif
        guard opened >= 0 else { return .failure(problem(path, String(cString: strerror(errno)))) }
        // Above those that the program it is handed to has of its own.
        let descriptor = BoundedCommand.raised(opened)
        guard descriptor >= 0 else { return .failure(problem(path, String(cString: strerror(errno)))) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            closeDescriptor(descriptor)
            return .failure(problem(path, "it is not a file"))
        }
        return .success(OpenBinary(descriptor: descriptor, size: Int64(status.st_size)))
    }

    func close() { OpenBinary.closeDescriptor(descriptor) }

    private static func problem(_ path: String, _ reason: String) -> SymbolProblem {
        .binaryUnreadable(path: path, reason: reason)
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
