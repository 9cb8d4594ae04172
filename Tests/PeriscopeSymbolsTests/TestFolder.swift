#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A temporary folder of a test; it goes when this does.
final class TestFolder: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/periscope-test-XXXXXX".utf8CString)
        path = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? "/nowhere"
        }
    }

    deinit { remove(path) }

    /// Writes a file, and the folders above it.
    @discardableResult
    func file(_ name: String, _ bytes: [UInt8] = [], mode: mode_t = 0o600) -> String {
        makeFolders(above: name)
        let file = "\(path)/\(name)"
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count <= 0 { break }
            rest = rest.dropFirst(count)
        }
        close(descriptor)
        return file
    }

    /// A shell script; it has to stand in a file of its own to be found by name.
    @discardableResult
    func program(_ name: String, _ script: String = "") -> String {
        file(name, Array("#!/bin/sh\n\(script)\n".utf8), mode: 0o700)
    }

    func link(_ name: String, to target: String) {
        makeFolders(above: name)
        symlink(target, "\(path)/\(name)")
    }

    func folder(_ name: String) {
        makeFolders(above: name + "/")
    }

    /// What a file holds; empty where there is none.
    func contents(_ name: String) -> [UInt8] { TestFolder.contents(of: "\(path)/\(name)") }

    static func contents(of path: String) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        var contents: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count <= 0 { return contents }
            contents += buffer.prefix(count)
        }
    }

    private func makeFolders(above name: String) {
        var folder = path
        for part in name.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
            folder += "/\(part)"
            mkdir(folder, 0o700)
        }
    }

    private func remove(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, let directory = opendir(path) else {
            unlink(path)
            return
        }
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { remove(path + "/" + name) }
        }
        closedir(directory)
        rmdir(path)
    }
}
