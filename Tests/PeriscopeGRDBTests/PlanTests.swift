import AdapterTesting
import Dispatch
import GRDB
import Periscope
import PeriscopeGRDB
import PeriscopeWire
import Synchronization
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("Plans", .timeLimit(.minutes(1)))
struct PlanTests {
    private let database: TestDatabase
    private let pool: DatabasePool

    init() throws {
        database = try TestDatabase()
        pool = try database.pool()
    }

    /// Asks as the desk does, after the check of the text.
    private func ask(_ sql: String, _ values: [CapturedValue] = [], path: String? = nil) -> PlanFinding {
        SQLitePlan.explain(PlanQuestion(sql: sql, values: values), path: path ?? pool.path)
    }

    private func details(_ finding: PlanFinding) -> [String] {
        if case .steps(let steps) = finding { return steps.map(\.detail) }
        return []
    }

    private func problem(_ finding: PlanFinding) -> String? {
        if case .problem(let sentence) = finding { return sentence }
        return nil
    }

    /// Names, sizes and contents of the database's files; of the shared memory only that it is there.
    private func files() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        guard let folder = opendir(database.folder) else { return [:] }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            files[name] = name.hasSuffix("-shm") ? [] : try Self.bytes(of: database.folder + "/" + name)
        }
        return files
    }

    /// Through another process: to open and close the file in this one would drop SQLite's locks on it.
    private static func bytes(of path: String) throws -> [UInt8] {
        guard let pipe = popen("cat '\(path)'", "r") else { throw DatabaseError(message: "popen") }
        defer { pclose(pipe) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, pipe)
            guard count > 0 else { return bytes }
            bytes += buffer.prefix(count)
        }
    }

    @Test("A scan, a search by index and a sort are told as SQLite tells them")
    func steps() throws {
        defer { database.remove() }
        #expect(details(ask("SELECT * FROM book WHERE cover = 1")) == ["SCAN book"])
        #expect(details(ask("SELECT * FROM book WHERE id = 1")) == ["SEARCH book USING INTEGER PRIMARY KEY (rowid=?)"])
        #expect(details(ask("SELECT * FROM book ORDER BY cover")).contains("USE TEMP B-TREE FOR ORDER BY"))
        let union = ask("SELECT id FROM book UNION SELECT id FROM author -- both\n ; ")
        guard case .steps(let steps) = union else { return #expect(Bool(false), "\(union)") }
        #expect(steps.contains { $0.parent != 0 })
        #expect(Set(steps.map(\.id)).count == steps.count)
    }

    @Test("Values of all kinds are bound, what is missing is NULL")
    func values() {
        defer { database.remove() }
        let values = [
            CapturedValue(kind: .integer, text: "7"), CapturedValue(kind: .real, text: "1.5e3"),
            CapturedValue(kind: .text, text: "it's"), CapturedValue(kind: .blob, text: "x'00ff'"),
            CapturedValue(kind: .null, text: ""), CapturedValue(kind: .other, text: "?"),
            CapturedValue(kind: .integer, text: "99999999999999999999"), CapturedValue(kind: .blob, text: "x'0"),
        ]
        let sql = "SELECT * FROM book WHERE id IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?12)"
        #expect(problem(ask(sql, values)) == nil)
        #expect(problem(ask(sql)) == nil)
        #expect(problem(ask("SELECT 1", values)) == nil)
        #expect(problem(ask("SELECT * FROM book WHERE title LIKE :start AND id > @id", values)) == nil)
    }

    @Test(
        "What is not one statement that reads is refused by SQLite too, and changes nothing",
        arguments: [
            "DELETE FROM book", "UPDATE book SET title = 'x'", "INSERT INTO author VALUES (9, 'x')",
            "REPLACE INTO author VALUES (1, 'x')", "DROP TABLE book", "CREATE TABLE x (y)", "ALTER TABLE book ADD z",
            "WITH gone AS (SELECT 1) DELETE FROM book WHERE id IN gone",
            "SELECT 1; DELETE FROM book", "SELECT 1; SELECT 2", "SELECT 1;;/* */; DELETE FROM book", "SELECT 1; bogus",
            "PRAGMA user_version = 7", "PRAGMA journal_mode = DELETE", "PRAGMA writable_schema = ON",
            "PRAGMA query_only = OFF", "ATTACH '/tmp/periscope-attached.sqlite' AS other", "DETACH main", "VACUUM",
            "VACUUM INTO '/tmp/periscope-vacuum'",
            "REINDEX", "ANALYZE", "BEGIN IMMEDIATE", "COMMIT", "SAVEPOINT a", "EXPLAIN SELECT 1", "QUERY PLAN SELECT 1",
            "SELECT load_extension('/tmp/x')", "SELECT writefile('/tmp/periscope-written', 'x')", "SELECT edit('x')",
            "", ";", "-- nothing", "SELECT", "SELECT 'open", "\u{0}", "SELECT 1\u{0}; DELETE FROM book",
            "\u{7f}\u{1}(((",
            "INSERT INTO author VALUES (10, 'x') RETURNING id", "CREATE VIRTUAL TABLE v USING fts5(x)",
        ])
    func refusals(_ sql: String) throws {
        defer { database.remove() }
        let before = try files()
        #expect(before.count == 3)
        let sentence = try #require(problem(ask(sql)))
        #expect(sentence.count > 10 && sentence.hasSuffix("."))
        #expect(try files() == before)
        for path in ["/tmp/periscope-attached.sqlite", "/tmp/periscope-vacuum", "/tmp/periscope-written"] {
            #expect(access(path, F_OK) != 0)
        }
        #expect(try pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM book") } == 9)
    }

    @Test("A function of the app's is not called, and the answer says that it is not there")
    func functions() throws {
        defer { database.remove() }
        let calls = Mutex(0)
        let function = DatabaseFunction("spend", argumentCount: 0, pure: false) { _ in
            calls.withLock { $0 += 1 }
            return 1
        }
        try pool.write { db in
            db.add(function: function)
            _ = try Int.fetchOne(db, sql: "SELECT spend()")
        }
        let sentence = try #require(problem(ask("SELECT * FROM book WHERE id = spend()")))
        #expect(sentence.contains("no such function: spend"))
        #expect(sentence.contains("connection of the probe's own"))
        #expect(calls.withLock { $0 } == 1)
    }

    @Test(
        "What only the app's own connection has is missed with a sentence",
        arguments: [
            ("SELECT * FROM passing", "no such table: passing"),
            ("SELECT * FROM book ORDER BY title COLLATE odd", "odd"),
            ("SELECT absent FROM book", "no such column: absent"),
        ])
    func missing(sql: String, words: String) throws {
        defer { database.remove() }
        try pool.write { try $0.execute(sql: "CREATE TEMPORARY TABLE passing (id)") }
        let sentence = try #require(problem(ask(sql)))
        #expect(sentence.contains(words))
    }

    @Test("A recursion without end is explained, not run")
    func recursion() {
        defer { database.remove() }
        let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"
        let start = ContinuousClock.now
        #expect(details(ask(sql)).contains { $0.contains("RECURSIVE STEP") })
        #expect(start.duration(to: .now) < .seconds(5))
    }

    @Test("A full-text table has a plan", arguments: ["fts4(text)", "fts5(text)", "rtree(id, low, high)"])
    func virtualTable(_ module: String) throws {
        defer { database.remove() }
        try pool.write { try $0.execute(sql: "CREATE VIRTUAL TABLE \"a \"\"page\" USING \(module)") }
        let before = try files()
        let finding = ask("SELECT * FROM \"A \"\"PAGE\"")
        #expect(details(finding).joined().contains("VIRTUAL TABLE INDEX"), "\(finding)")
        #expect(try files() == before)
    }

    @Test("No plan changes a file or makes one, in WAL mode or without")
    func noTraces() throws {
        defer { database.remove() }
        let before = try files()
        #expect(problem(ask("SELECT * FROM book JOIN author ON author.id = book.author")) == nil)
        #expect(try files() == before)
        let plain = try DatabaseQueue(path: database.folder + "/plain.sqlite")
        try plain.write { try $0.execute(sql: "CREATE TABLE t (x); INSERT INTO t VALUES (1)") }
        defer { unlink(database.folder + "/plain.sqlite") }
        let besides = try files()
        #expect(details(ask("SELECT * FROM t", path: database.folder + "/plain.sqlite")) == ["SCAN t"])
        #expect(try files() == besides)
    }

    @Test("A database that the app has closed is left alone, and the answer says so")
    func closed() throws {
        defer { database.remove() }
        try pool.close()
        let before = try files()
        #expect(before.keys.sorted() == ["shop.sqlite"])
        #expect(try #require(problem(ask("SELECT * FROM book"))).contains("closed this database"))
        #expect(try files() == before)
    }

    @Test(
        "A path that is no file's is refused",
        arguments: ["", "shop.sqlite", "file:/tmp/x?mode=rwc", ":memory:", "/no/such"])
    func paths(_ path: String) throws {
        defer { database.remove() }
        #expect(try #require(problem(ask("SELECT 1 FROM book", path: path))).hasSuffix("."))
    }

    @Test("A database without WAL that is locked is asked all the same, and keeps its lock")
    func locked() throws {
        defer { database.remove() }
        let path = database.folder + "/locked.sqlite"
        let queue = try DatabaseQueue(path: path)
        defer { unlink(path) }
        try queue.write { try $0.execute(sql: "CREATE TABLE t (x)") }
        try queue.inDatabase { db in
            try db.execute(sql: "BEGIN EXCLUSIVE")
            defer { try? db.execute(sql: "ROLLBACK") }
            let locks = try Self.locks(on: path)
            #expect(details(ask("SELECT * FROM t", path: path)) == ["SCAN t"])
            #expect(try Self.locks(on: path) == locks)
        }
        #expect(details(ask("SELECT * FROM t", path: path)) == ["SCAN t"])
    }

    /// What the kernel says of a file's locks, in any order; nothing but on Linux.
    private static func locks(on path: String) throws -> [String] {
        #if os(Linux)
            var status = stat()
            guard stat(path, &status) == 0 else { throw DatabaseError(message: "stat") }
            let lines = String(decoding: try bytes(of: "/proc/locks"), as: UTF8.self).split(separator: "\n")
            let locks = lines.filter { $0.contains(":\(status.st_ino) ") }.map { $0.drop { $0 != " " } }
            #expect(!locks.isEmpty)
            return locks.map(String.init).sorted()
        #else
            return []
        #endif
    }

    @Test("No write of a busy app's fails for a plan, in a database without WAL that waits for no lock")
    func busyWriter() throws {
        defer { database.remove() }
        let path = database.folder + "/busy.sqlite"
        let queue = try DatabaseQueue(path: path)
        defer { for suffix in ["", "-journal"] { unlink(path + suffix) } }
        try queue.inDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF; CREATE TABLE t (x)") }
        let plans = Mutex(0)
        let isDone = DispatchSemaphore(value: 0)
        BlockingThread.start {
            for _ in 0..<300 {
                if case .steps = ask("SELECT * FROM t", path: path) { plans.withLock { $0 += 1 } }
            }
            isDone.signal()
        }
        var writes = 0
        while isDone.wait(timeout: .now()) == .timedOut {
            try queue.write { try $0.execute(sql: "INSERT INTO t VALUES (?)", arguments: [writes]) }
            writes += 1
        }
        #expect(writes > 0)
        #expect(plans.withLock { $0 } == 300, "a write that leaves the schema alone is in no plan's way either")
    }

    @Test("A schema that is changed all the while gives plans or sentences")
    func busySchema() throws {
        defer { database.remove() }
        let path = database.folder + "/busy.sqlite"
        let queue = try DatabaseQueue(path: path)
        defer { for suffix in ["", "-journal"] { unlink(path + suffix) } }
        try queue.inDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF; CREATE TABLE t (x)") }
        let isDone = DispatchSemaphore(value: 0)
        BlockingThread.start {
            for _ in 0..<200 {
                let finding = ask("SELECT * FROM t", path: path)
                let sentence = problem(finding)
                #expect(sentence.map { $0.hasSuffix(".") } ?? (details(finding) == ["SCAN t"]), "\(finding)")
            }
            isDone.signal()
        }
        var number = 0
        while isDone.wait(timeout: .now()) == .timedOut {
            number += 1
            let columns = (0..<200).map { "column_\(number)_\($0) TEXT" }.joined(separator: ", ")
            try queue.write { db in
                try db.execute(sql: "CREATE TABLE t\(number) (\(columns))")
                if number > 20 { try db.execute(sql: "DROP TABLE t\(number - 20)") }
            }
        }
    }

    @Test(
        "Nothing in a path is more than a name",
        arguments: ["a b.sqlite", "a?mode=rwc&vfs=none#x.sqlite", "100%41.sqlite", "Bücher &;'\".sqlite", "/double"])
    func oddPaths(_ name: String) throws {
        defer { database.remove() }
        let path = database.folder + "/" + name
        let queue = try DatabaseQueue(path: path)
        defer { unlink(path) }
        try queue.write { try $0.execute(sql: "CREATE TABLE t (x)") }
        #expect(details(ask("SELECT * FROM t", path: path)) == ["SCAN t"])
        #expect(details(ask("SELECT * FROM t", path: "/" + path)) == ["SCAN t"])
        #expect(problem(ask("SELECT * FROM t", path: path + "?immutable=1")) != nil)
    }

    @Test("A giant of ten megabytes is refused")
    func giant() throws {
        defer { database.remove() }
        let sql = "SELECT * FROM book WHERE id IN (" + String(repeating: "1, ", count: 3_500_000) + "1)"
        #expect(try #require(problem(ask(sql))).hasSuffix("."))
    }

    @Test("An error of a plan is no statement's, and not in the app's log")
    func errors() async throws {
        defer { database.remove() }
        let request = try await database.request {
            _ = ask("SELECT nothing FROM book")
            try await Self.readOne(pool)
            _ = ask("SELECT abs(")
        }
        #expect(request.spans(.query).map(\.sql).contains("SELECT 1"))
        #expect(request.spans(.query).allSatisfy { $0.status == .ok && !$0.sql.contains("nothing") })
    }

    private static func readOne(_ pool: DatabasePool) async throws {
        _ = try await pool.read { try Int.fetchOne($0, sql: "SELECT 1") }
    }

    @Test("A viewer's question is answered over the socket")
    func overTheSocket() async throws {
        defer { database.remove() }
        let request = try await database.request {
            _ = try await pool.read { try Int.fetchAll($0, sql: "SELECT * FROM book WHERE id = ?", arguments: [1]) }
        }
        let query = try #require(request.queries.first)
        var question = WirePlanRequest()
        question.id = 4
        question.system = "sqlite"
        question.namespace = query.namespace
        question.sql = query.sql
        question.values = query.query.values
        database.hub.ask(question)
        let seen = try await database.hub.wait("the plan") { $0.plans[4] != nil }
        #expect(seen.plans[4]?.problem == "")
        #expect(seen.plans[4]?.steps.first?.detail.hasPrefix("SEARCH book") == true)
    }
}
