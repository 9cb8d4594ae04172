#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A temporary folder with a few files.
struct TestFolder: Sendable {
    let path: String
    private let names: [String]

    init(_ files: [String: String]) throws {
        var template = Array("/tmp/periscope-files-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw TestError(what: "mkdtemp") }
        path = String(cString: made)
        names = Array(files.keys)
        for (name, text) in files {
            guard let file = fopen("\(path)/\(name)", "w") else { throw TestError(what: name) }
            fputs(text, file)
            fclose(file)
        }
    }

    func remove() {
        for name in names { unlink("\(path)/\(name)") }
        rmdir(path)
    }
}
