import AdapterTesting
import GRDB
import Periscope
import PeriscopeGRDB

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file in a folder of its own, two tables and a hub that sees what is run.
struct TestDatabase {
    let hub: TestHub
    let probe: Probe
    let folder: String
    var path: String { folder + "/shop.sqlite" }

    init(_ options: ProbeOptions = ProbeOptions()) throws {
        hub = try TestHub()
        probe = hub.probe(options)
        var template = Array("/tmp/periscope-grdb-XXXXXX".utf8CString)
        guard let folder = mkdtemp(&template) else { throw DatabaseError(message: "mkdtemp") }
        self.folder = String(cString: folder)
    }

    func configuration(label: String? = nil) -> Configuration {
        var configuration = Configuration()
        configuration.label = label
        configuration.trace(with: probe)
        return configuration
    }

    /// A pool with three authors and nine books.
    func pool(label: String? = nil) throws -> DatabasePool {
        let pool = try DatabasePool(path: path, configuration: configuration(label: label))
        try pool.write { db in
            try db.execute(sql: "CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
            try db.execute(
                sql:
                    "CREATE TABLE book (id INTEGER PRIMARY KEY, author INTEGER NOT NULL, title TEXT UNIQUE, cover BLOB)"
            )
            for author in 1...3 {
                try db.execute(sql: "INSERT INTO author VALUES (?, ?)", arguments: [author, "Author \(author)"])
                for book in 1...3 {
                    try db.execute(
                        sql: "INSERT INTO book (author, title) VALUES (?, ?)",
                        arguments: [author, "Book \(author).\(book)"])
                }
            }
        }
        return pool
    }

    /// Runs the body as a request, ends it, and returns what was seen of it.
    func request(_ path: String = "/", _ body: () async throws -> Void) async throws -> SeenRequest {
        guard let recording = probe.openRequest(RequestOpening(method: "GET", path: path, start: probe.now())) else {
            throw DatabaseError(message: "the probe is off")
        }
        do {
            try await recording.bound(body)
        } catch {
            recording.recorder.finish(RequestEnding(end: probe.now(), status: 500, failure: CapturedFailure(error)))
            return try await hub.ended(path)
        }
        recording.recorder.finish(RequestEnding(end: probe.now(), status: 200))
        return try await hub.ended(path)
    }

    func remove() {
        hub.stop()
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
        rmdir(folder)
    }
}
