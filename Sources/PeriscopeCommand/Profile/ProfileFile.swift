import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writes a file that is whole or not there.
package enum ProfileFile {
    /// What to do about a file that is there already.
    package enum Existing {
        /// Write beside it, under a name with a number, as browsers do with what they fetch.
        case number
        case refuse
        case replace
    }

    /// More files of one name than that, and something is wrong.
    private static let numbers = 2...999

    /// The path that a person typed, from the home folder or the working folder on.
    package static func absolute(_ path: String, workingDirectory: String, home: String) -> String {
        if path.hasPrefix("/") { return path }
        if path.hasPrefix("~/"), !home.isEmpty { return home + path.dropFirst() }
        return workingDirectory + "/" + path
    }

    /// Why the file could not be written; nil where nothing speaks against it now.
    ///
    /// For asking before the work is done that the file is for.
    package static func problem(with path: String, existing: Existing) -> String? {
        var status = stat()
        if stat(path, &status) == 0 {
            if status.st_mode & S_IFMT == S_IFDIR { return "\(path) is a folder; name a file in it" }
            if existing == .refuse, status.st_mode & S_IFMT == S_IFREG { return isThere(path) }
            return access(path, W_OK) == 0 ? nil : sentence(path, SystemError.last)
        }
        if lstat(path, &status) == 0 { return leadsNowhere(path) }
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { path[..<$0].isEmpty ? "/" : String(path[..<$0]) } ?? "."
        return access(folder + "/.", W_OK) == 0 ? nil : sentence(path, SystemError.last)
    }

    /// Writes the bytes; gives the path that they are at.
    /// - Throws: A ``CommandFailure``; nothing is left behind then.
    package static func write(_ bytes: [UInt8], to path: String, existing: Existing) throws(CommandFailure) -> String {
        switch existing {
        case .replace: return try replace(path, with: bytes)
        case .refuse:
            guard try create(path, bytes) else {
                if isStream(path) { return try stream(bytes, to: path) }
                throw CommandFailure(isThere(path))
            }
            return path
        case .number:
            if try create(path, bytes) { return path }
            for number in numbers {
                let next = numbered(path, number)
                if try create(next, bytes) { return next }
            }
            throw CommandFailure(isThere(path))
        }
    }

    /// `sales.json` and 2 make `sales-2.json`.
    package static func numbered(_ path: String, _ number: Int) -> String {
        let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        // Speedscope's own files have an ending of two parts.
        let known = path[name...].hasSuffix(".speedscope.json") ? path.index(path.endIndex, offsetBy: -16) : nil
        // A name that begins with a dot is no ending.
        guard let dot = known ?? path[name...].dropFirst().lastIndex(of: ".") else { return "\(path)-\(number)" }
        return "\(path[..<dot])-\(number)\(path[dot...])"
    }

    /// False where a file of this name is there.
    ///
    /// - Parameters:
    ///   - name: What a failure calls it.
    ///   - mode: Who may read and write it; nil: what the person's mask leaves.
    private static func create(
        _ path: String, _ bytes: [UInt8], as name: String? = nil, mode: mode_t? = nil
    ) throws(CommandFailure) -> Bool {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: FilePermissions(rawValue: mode.map { $0 & 0o600 } ?? 0o666))
        } catch Errno.fileExists {
            return false
        } catch {
            throw CommandFailure(sentence(name ?? path, "\(error)"))
        }
        do {
            try file.closeAfter {
                _ = try file.writeAll(bytes)
                if let mode, fchmod(file.rawValue, mode) != 0 { throw Errno(rawValue: errno) }
            }
        } catch {
            unlink(path)
            throw CommandFailure(sentence(name ?? path, "\(error)"))
        }
        return true
    }

    /// The old file stays until the new one is whole; links to it and who may read it stay as they are.
    private static func replace(_ path: String, with bytes: [UInt8]) throws(CommandFailure) -> String {
        if isStream(path) { return try stream(bytes, to: path) }
        let old = try resolved(path)
        var status = stat()
        let mode = stat(old, &status) == 0 ? status.st_mode & 0o777 : nil
        let new = "\(old).\(getpid()).new"
        guard try create(new, bytes, as: path, mode: mode) else { throw CommandFailure(isThere(new)) }
        guard rename(new, old) == 0 else {
            let reason = SystemError.last
            unlink(new)
            throw CommandFailure(sentence(path, reason))
        }
        return path
    }

    /// The file that a link leads to, over however many; the path itself where it is no link.
    private static func resolved(_ path: String) throws(CommandFailure) -> String {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return path }
        guard let target = realpath(path, nil) else { throw CommandFailure(leadsNowhere(path)) }
        defer { free(target) }
        return String(cString: target)
    }

    /// A pipe, a terminal or `/dev/null` is written to and not replaced.
    private static func isStream(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        return [S_IFIFO, S_IFCHR, S_IFSOCK].contains(status.st_mode & S_IFMT)
    }

    private static func stream(_ bytes: [UInt8], to path: String) throws(CommandFailure) -> String {
        do {
            let file = try FileDescriptor.open(FilePath(path), .writeOnly, options: [.closeOnExec])
            _ = try file.closeAfter { try file.writeAll(bytes) }
            return path
        } catch {
            throw CommandFailure(sentence(path, "\(error)"))
        }
    }

    private static func sentence(_ path: String, _ reason: String) -> String {
        "\(path) can't be written: \(reason)"
    }

    private static func leadsNowhere(_ path: String) -> String {
        sentence(path, "it is a link to a file that is not there")
    }

    private static func isThere(_ path: String) -> String {
        "\(path) is there already; choose another name, or remove it"
    }
}
