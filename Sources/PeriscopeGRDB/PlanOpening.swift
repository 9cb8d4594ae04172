import GRDBSQLite

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Opens a database's file for one question, in the way that cannot be in the app's way.
///
/// A file with a rollback journal is opened as one that cannot change (`immutable=1`): SQLite then takes no lock on it
/// and looks at no journal. With a lock, even for the time that the schema takes to be read, a COMMIT of the app's
/// would fail with "database is locked", since GRDB waits for none (`Configuration.busyMode`); and `nolock=1` would
/// still look for a journal to roll back, and may delete one of an empty file. What is given up is that the schema is
/// read whole: while the app writes it, half of it may be old. SQLite finds that out and says that the schema is
/// malformed, or makes a plan of the old one.
///
/// In WAL mode readers stand in nobody's way, so there the file is opened as the app does. While it is open, a second
/// at most, the app cannot leave WAL mode, and if it closes its last connection then, its closing does not move the
/// log into the database: `-wal` and `-shm` stay beside it, since we, who only read, cannot move it either. No row is
/// lost by that: whoever opens the database next reads the log. But a copy made of the database's file alone would
/// lack the last rows until then.
enum PlanOpening {
    private static let readOnly = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE

    /// A connection that can only read; no page of the database has been read, no lock taken.
    static func open(path: String) throws(PlanProblem) -> OpaquePointer {
        guard path.utf8.first == UInt8(ascii: "/"), !path.utf8.contains(0) else { throw .notAFile(path) }
        let unlocked = try open(uri(of: path), readOnly | SQLITE_OPEN_URI)
        guard isWAL(unlocked) else { return unlocked }
        sqlite3_close_v2(unlocked)
        // A first read would make this file, and another beside it, where nobody has the database open.
        guard access(path + "-shm", F_OK) == 0 else { throw .closed }
        // Without SQLITE_OPEN_URI, and with an absolute path, nothing in the name is more than a name.
        return try open(path, readOnly)
    }

    /// `file://`, an empty authority, then the path with all but unreserved letters escaped: no byte of it can end it.
    static func uri(of path: String) -> String {
        var uri = Array("file://".utf8)
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "-"), UInt8(ascii: "~"):
                uri.append(byte)
            default:
                uri += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: uri, as: UTF8.self) + "?mode=ro&immutable=1"
    }

    private static func open(_ name: String, _ flags: Int32) throws(PlanProblem) -> OpaquePointer {
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(name, &opened, flags, nil)
        guard let opened else { throw .sqlite(code, "out of memory") }
        guard code == SQLITE_OK else {
            let message = sqlite3_errmsg(opened).map { String(cString: $0) } ?? "error \(code)"
            sqlite3_close_v2(opened)
            throw .sqlite(code, message)
        }
        return opened
    }

    /// Whether the database is in WAL mode, which its header says (https://www.sqlite.org/fileformat2.html, 1.3.3).
    ///
    /// Read through SQLite's own descriptor: to open and close another one would drop the locks that SQLite holds on
    /// the file for the app. SQLite keeps a descriptor that it closes open until the app's locks are gone.
    private static func isWAL(_ connection: OpaquePointer) -> Bool {
        var file: UnsafeMutablePointer<sqlite3_file>?
        let code = sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file)
        guard code == SQLITE_OK, let file, let read = file.pointee.pMethods?.pointee.xRead else { return false }
        var header = [UInt8](repeating: 0, count: 20)
        _ = read(file, &header, Int32(header.count), 0)
        return header[18] == 2 || header[19] == 2
    }
}
