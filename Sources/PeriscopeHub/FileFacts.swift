#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the file system says of a path, or of an open file.
struct FileFacts: Equatable {
    enum Kind: Equatable { case file, folder, socket, symbolicLink, other }

    var kind: Kind
    var uid: UInt32
    var gid: UInt32
    /// The permission bits.
    var mode: UInt32
    var device: UInt64
    var inode: UInt64

    /// Of the path itself, where it is a symbolic link; nil where there is nothing, or nothing to be seen.
    static func of(_ path: String) -> FileFacts? {
        var status = stat()
        return lstat(path, &status) == 0 ? FileFacts(status) : nil
    }

    /// Of what a symbolic link leads to.
    static func following(_ path: String) -> FileFacts? {
        var status = stat()
        return stat(path, &status) == 0 ? FileFacts(status) : nil
    }

    static func of(descriptor: Int32) -> FileFacts? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? FileFacts(status) : nil
    }

    func isSameFile(as other: FileFacts) -> Bool { device == other.device && inode == other.inode }
}

extension FileFacts {
    private init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFSOCK: .socket
            case S_IFLNK: .symbolicLink
            default: .other
            }
        uid = status.st_uid
        gid = status.st_gid
        mode = UInt32(status.st_mode) & 0o7777
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(truncatingIfNeeded: status.st_ino)
    }
}
