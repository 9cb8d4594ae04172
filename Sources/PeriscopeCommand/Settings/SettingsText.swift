import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What stands in a settings file.
enum SettingsText {
    case none
    case text(String)
    /// Why it can't be read, as a sentence.
    case problem(String)

    /// A settings file is a page or two; what is larger is something else.
    static let limit = 1 << 20

    /// Reads a regular file; one that is not there is `none`, and anything else does not block.
    static func of(_ path: String) -> SettingsText {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            return errno == ENOENT || errno == ENOTDIR
                ? .none : .problem("It can't be read: \(SystemError.last). It is passed over.")
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return .problem("It is no file, and is passed over.")
        }
        guard status.st_size <= limit else { return .problem("It is larger than 1 MiB, and is passed over.") }
        return contents(of: file)
    }

    private static func contents(of file: Int32) -> SettingsText {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count <= limit {
            let count = read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return .problem("It can't be read: \(SystemError.last). It is passed over.") }
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return .problem("It is not UTF-8, and is passed over.")
        }
        return .text(text)
    }
}
