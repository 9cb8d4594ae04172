import AdapterTesting
import Foundation
import GRDB
import PeriscopeWire
import Testing

@Suite("A statement")
struct StatementTests {
    @Test("It has its text, values, rows, time and connection")
    func basics() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let request = try await database.request {
            _ = try await pool.read { db in
                try Row.fetchAll(
                    db, sql: "SELECT * FROM book WHERE author = ? AND title <> ?", arguments: [2, "it's"]
                ).count
            }
        }
        let query = try #require(request.queries.first)
        #expect(request.queries.count == 1)
        #expect(query.sql == "SELECT * FROM book WHERE author = ? AND title <> ?")
        #expect(query.name == "SELECT")
        #expect(query.values == ["2", "it's"])
        #expect(query.query.rows == 3)
        #expect(query.connection.hasPrefix("reader."))
        #expect(query.status == .ok)
        #expect(query.parent == request.id)
        #expect(query.end != nil)
        #expect(query.query.errorCode == 0)
        #expect(query.query.counters.fullScanSteps > 0)
        #expect(query.query.counters.vmSteps > 0)
    }

    @Test(
        "A write counts the rows it changed",
        arguments: [
            ("UPDATE book SET cover = x'00ff' WHERE author = 1", 3),
            ("DELETE FROM book", 9),
            ("INSERT INTO author VALUES (7, 'x'), (8, 'y')", 2),
            ("WITH one AS (SELECT 1 AS author) DELETE FROM book WHERE author IN (SELECT author FROM one)", 3),
            ("INSERT INTO author VALUES (9, 'z') RETURNING id", 1),
            ("CREATE INDEX by_author ON book (author)", 0),
            ("UPDATE book SET cover = NULL WHERE id = 99", 0),
        ])
    func changes(sql: String, rows: UInt64) async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let request = try await database.request { try await pool.write { try $0.execute(sql: sql) } }
        #expect(request.queries.map(\.query.rows) == [rows])
        #expect(request.queries.first?.connection == "writer")
    }

    @Test("Values of every kind come with it")
    func values() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let request = try await database.request {
            try await pool.read { db in
                let text = "Ünïcode 'quoted' ? :x"
                let bound: [(any DatabaseValueConvertible)?] = [nil, 42, 1.5, text, Data([0, 255])]
                _ = try Row.fetchOne(db, sql: "SELECT ?, ?, ?, ?, ?", arguments: StatementArguments(bound))
            }
        }
        let query = try #require(request.queries.first)
        let kinds: [WireValueKind] = [.null, .integer, .real, .text, .blob]
        #expect(query.values == ["NULL", "42", "1.5", "Ünïcode 'quoted' ? :x", "x'00ff'"])
        #expect(query.query.values.map { $0.kind } == kinds)
    }

    @Test("A value that is too long is left out, and the statement still works")
    func longValue() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let long = String(repeating: "x", count: 200_000)
        let request = try await database.request {
            try await pool.write { db in
                try db.execute(sql: "INSERT INTO author VALUES (50, ?)", arguments: [long])
                // The connection's own limit is back where it was.
                try db.execute(sql: "INSERT INTO author VALUES (51, ? || ?)", arguments: [long, long])
            }
        }
        #expect(request.queries.count == 2)
        #expect(request.queries.allSatisfy { $0.status == .ok && $0.values.isEmpty })
        let length = try await pool.read { try Int.fetchOne($0, sql: "SELECT max(length(name)) FROM author") }
        #expect(length == 400_000)
    }

    @Test(
        "A failed statement has SQLite's code and message",
        arguments: [
            ("INSERT INTO book (author, title) VALUES (1, 'Book 1.1')", 2067, "UNIQUE constraint failed: book.title"),
            ("INSERT INTO author VALUES (4, NULL)", 1299, "NOT NULL constraint failed: author.name"),
            ("INSERT INTO author VALUES (1, 'x')", 1555, "UNIQUE constraint failed: author.id"),
            ("SELECT abs(-9223372036854775808)", 1, "integer overflow"),
        ])
    func failure(sql: String, code: Int32, message: String) async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let request = try await database.request {
            try? await pool.write { try $0.execute(sql: sql) }
            _ = try await pool.read { try Int.fetchOne($0, sql: "SELECT 1") }
        }
        let failed = try #require(request.queries.first)
        #expect(failed.status == .error)
        #expect(failed.query.errorCode == code)
        #expect(failed.failure?.message == message)
        #expect(failed.query.rows == 0)
        #expect(request.queries.last?.status == .ok, "an error must not stick to the next statement")
        #expect(request.queries.last?.query.errorCode == 0)
    }

    @Test("A failure in a long text has its code, though SQLite's log has no room for its message")
    func longFailure() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let sql =
            "INSERT INTO book (author, title) VALUES (1, 'Book 1.1') /* \(String(repeating: "long ", count: 100)) */"
        let request = try await database.request { try? await pool.write { try $0.execute(sql: sql) } }
        #expect(request.queries.first?.query.errorCode == 2067)
        #expect(request.queries.first?.failure?.message == "UNIQUE constraint failed")
    }

    @Test("A lock that another connection holds is an error")
    func busy() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let other = try DatabaseQueue(path: database.path)
        let request = try await database.request {
            try other.inDatabase { db in
                try db.execute(sql: "BEGIN IMMEDIATE")
                defer { try? db.execute(sql: "ROLLBACK") }
                try? pool.writeWithoutTransaction { try $0.execute(sql: "DELETE FROM book") }
            }
        }
        let query = try #require(request.queries.first)
        #expect(query.query.errorCode == 5)
        #expect(query.failure?.message == "database is locked")
    }

    @Test(
        "The library's own statements are marked",
        arguments: [
            ("PRAGMA table_info(book)", true), ("SELECT name FROM sqlite_master", true),
            ("select * from book -- sqlite_schema", true), ("SELECT * FROM book", false),
            ("/* why */ -- and how\n  SELECT 1", false), ("savepoint x", true), ("-- ask\nSELECT 2", false),
        ])
    func housekeeping(sql: String, isHousekeeping: Bool) async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let request = try await database.request {
            try await pool.writeWithoutTransaction { db in
                _ = try Row.fetchAll(db, sql: sql)
                if db.isInsideTransaction { try db.execute(sql: "ROLLBACK") }
            }
        }
        let query = try #require(request.spans(.query).first { $0.sql == sql })
        #expect(query.query.housekeeping == isHousekeeping)
    }

    @Test("A trigger's statements are part of the one that fired it")
    func triggers() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        try await pool.write { db in
            try db.execute(sql: "CREATE TABLE log (what TEXT)")
            try db.execute(
                sql: "CREATE TRIGGER noted AFTER INSERT ON author BEGIN INSERT INTO log VALUES (new.name); END")
        }
        let request = try await database.request {
            try await pool.write { try $0.execute(sql: "INSERT INTO author (id, name) VALUES (4, 'D')") }
        }
        #expect(request.queries.map(\.sql) == ["INSERT INTO author (id, name) VALUES (4, 'D')"])
        #expect(request.queries.first?.query.rows == 1)
    }

    @Test("A full-text table's statements for itself are part of the one that asked")
    func virtualTables() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        try await pool.write { try $0.execute(sql: "CREATE VIRTUAL TABLE page USING fts5(text)") }
        let request = try await database.request {
            try await pool.write { db in
                try db.execute(sql: "INSERT INTO page VALUES ('hello world')")
                _ = try Row.fetchAll(db, sql: "SELECT * FROM page WHERE page MATCH 'hello'")
            }
        }
        #expect(request.queries.map(\.query.rows) == [1, 1])
        #expect(request.queries.count == 2)
    }

    @Test("A statement that is prepared anew because the schema changed is one statement")
    func schemaChange() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let other = try DatabaseQueue(path: database.path)
        let request = try await database.request {
            try await pool.writeWithoutTransaction { db in
                let statement = try db.makeStatement(sql: "SELECT * FROM author")
                _ = try Row.fetchAll(statement)
                try other.write { try $0.execute(sql: "ALTER TABLE author ADD COLUMN born INTEGER") }
                _ = try Row.fetchAll(statement)
            }
        }
        #expect(request.queries.map(\.query.rows) == [3, 3])
        #expect(request.queries.allSatisfy { $0.status == .ok })
    }

    @Test("Cursors that are read in turns count their own rows", arguments: [2, 7])
    func cursors(count: Int) async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let request = try await database.request {
            try await pool.read { db in
                var cursors = try (0..<count).map {
                    try Row.fetchCursor(db, sql: "SELECT id FROM book LIMIT \($0 + 1)")
                }
                while !cursors.isEmpty {
                    cursors = try cursors.filter { try $0.next() != nil }
                    _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM author")
                }
            }
        }
        let read = request.queries.filter { $0.sql.hasPrefix("SELECT id") }
        #expect(read.map(\.query.rows) == (1...count).map { UInt64($0) })
        let counts = request.queries.filter { $0.sql.hasPrefix("SELECT count") }
        #expect(counts.allSatisfy { $0.query.rows == 1 && $0.end != nil })
        #expect(counts.count == count + 1)
    }

    @Test("A cursor that is given up has ended with the rows it read")
    func abandonedCursor() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let request = try await database.request {
            try await pool.read { db in
                let cursor = try Row.fetchCursor(db, sql: "SELECT * FROM book")
                _ = try cursor.next()
                _ = try cursor.next()
            }
        }
        let query = try #require(request.queries.first)
        #expect(query.query.rows == 2)
        #expect(query.end != nil)
        #expect(query.status == .ok)
    }

    @Test("One statement that runs often has each run's own counters")
    func counters() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let request = try await database.request {
            try await pool.read { db in
                let statement = try db.cachedStatement(sql: "SELECT * FROM book WHERE cover IS ? ORDER BY title")
                for _ in 0..<5 { _ = try Row.fetchAll(statement, arguments: [nil]) }
            }
        }
        let steps = request.queries.map(\.query.counters.fullScanSteps)
        #expect(request.queries.count == 5)
        #expect(Set(steps).count == 1)
        #expect(steps.first ?? 0 >= 8)
    }

    @Test("Two thousand short-lived statements keep their own texts")
    func texts() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let request = try await database.request {
            try await pool.read { db in
                for number in 0..<2000 { _ = try Int.fetchOne(db, sql: "SELECT \(number) + 1000000") }
            }
        }
        #expect(request.queries.count == 2000)
        #expect(request.queries.enumerated().allSatisfy { $1.sql == "SELECT \($0) + 1000000" })
    }
}
