import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that is written beside its place and takes it only when it is whole.
///
/// Until then, and where anything fails, a file of that name stays as it was; nothing else is left behind.
package struct WholeFile {
    package enum Outcome: Equatable, Sendable {
        case written(bytes: Int)
        /// A file of that name is there, and was left alone.
        case isThere
    }

    private static let pieceBytes = 1 << 20

    private let descriptor: FileDescriptor
    private var piece: [UInt8] = []
    private var written = 0

    private init(_ descriptor: FileDescriptor) {
        self.descriptor = descriptor
    }

    /// Adds bytes to the file.
    package mutating func add(_ bytes: some Collection<UInt8>) throws {
        piece.append(contentsOf: bytes)
        if piece.count >= Self.pieceBytes { try flush() }
    }

    private mutating func flush() throws {
        written += try descriptor.writeAll(piece)
        piece.removeAll(keepingCapacity: true)
    }

    /// Whether a file stands at the path, or at the end of a link there, which writing would replace.
    package static func isThere(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// - Parameters:
    ///   - path: Absolute.
    ///   - body: Adds what the file holds.
    /// - Throws: A ``CommandFailure`` with the path and the system's reason.
    package static func write(
        to path: String, mayReplace: Bool, _ body: (inout WholeFile) throws -> Void
    ) throws(CommandFailure) -> Outcome {
        let place: String
        var mode: mode_t?
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFREG else {
                throw failure(path, status.st_mode & S_IFMT == S_IFDIR ? "it is a folder" : "it is no ordinary file")
            }
            guard mayReplace else { return .isThere }
            // A link to it stays a link.
            place = try resolved(path)
            mode = status.st_mode & 0o777
        } else {
            guard lstat(path, &status) != 0 else { throw failure(path, "it is a link to a file that is not there") }
            place = path
        }
        let beside = "\(place).\(UInt32.random(in: 0...UInt32.max)).part"
        do {
            let bytes = try fill(beside, mode: mode, body)
            return try take(place, beside, mayReplace: mayReplace) ? .written(bytes: bytes) : .isThere
        } catch {
            unlink(beside)
            throw failure(path, "\(error)")
        }
    }

    private static func fill(
        _ path: String, mode: mode_t?, _ body: (inout WholeFile) throws -> Void
    ) throws -> Int {
        let descriptor = try FileDescriptor.open(
            FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
            permissions: FilePermissions(rawValue: mode ?? 0o666))
        return try descriptor.closeAfter {
            var file = WholeFile(descriptor)
            try body(&file)
            try file.flush()
            if let mode, fchmod(descriptor.rawValue, mode) != 0 { throw Errno(rawValue: errno) }
            return file.written
        }
    }

    /// Gives the whole file its name; false where another has come to be there meanwhile.
    private static func take(_ path: String, _ beside: String, mayReplace: Bool) throws -> Bool {
        if mayReplace {
            guard rename(beside, path) == 0 else { throw Errno(rawValue: errno) }
            return true
        }
        // A link is refused where the name is taken, which a renaming is not.
        if link(beside, path) == 0 {
            unlink(beside)
            return true
        }
        if errno == EEXIST {
            unlink(beside)
            return false
        }
        // Some file systems know no links.
        guard access(path, F_OK) != 0 else {
            unlink(beside)
            return false
        }
        guard rename(beside, path) == 0 else { throw Errno(rawValue: errno) }
        return true
    }

    private static func resolved(_ path: String) throws(CommandFailure) -> String {
        guard let target = realpath(path, nil) else { throw failure(path, SystemError.last) }
        defer { free(target) }
        return String(cString: target)
    }

    private static func failure(_ path: String, _ reason: String) -> CommandFailure {
        CommandFailure("\(path) can't be written: \(reason)")
    }
}
