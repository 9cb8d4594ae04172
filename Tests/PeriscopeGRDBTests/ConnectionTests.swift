import AdapterTesting
import GRDB
import Periscope
import PeriscopeGRDB
import PeriscopeWire
import Testing

@Suite("A traced database")
struct ConnectionTests {
    @Test("A hundred requests that read at once get their own queries and no one else's")
    func attribution() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        try await withThrowingTaskGroup(of: SeenRequest.self) { group in
            for number in 0..<100 {
                group.addTask {
                    try await database.request("/\(number)") {
                        for step in 0..<5 {
                            _ = try await pool.read { try Int.fetchOne($0, sql: "SELECT \(number * 10 + step)") }
                            await Task.yield()
                        }
                    }
                }
            }
            for try await request in group {
                let number = Int(request.path.dropFirst()) ?? -1
                #expect(request.queries.map(\.sql) == (0..<5).map { "SELECT \(number * 10 + $0)" })
            }
        }
    }

    @Test("A read that is not awaited belongs to its request too")
    func synchronousRead() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        func readNow() throws { _ = try pool.read { try Int.fetchOne($0, sql: "SELECT 8") } }
        let request = try await database.request { try readNow() }
        #expect(request.queries.map(\.sql) == ["SELECT 8"])
    }

    @Test("Readers of one request run side by side, each on its own connection")
    func concurrentReads() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let request = try await database.request {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        _ = try await pool.read {
                            try Int.fetchOne($0, sql: "SELECT \(number), count(*) FROM book a, book b")
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(Set(request.queries.map(\.sql)).count == 20)
        #expect(request.queries.allSatisfy { $0.connection.hasPrefix("reader.") && $0.parent == request.id })
        for reader in Set(request.queries.map(\.connection)) {
            let own = request.queries.filter { $0.connection == reader }
            #expect(zip(own, own.dropFirst()).allSatisfy { ($0.end ?? .max) <= $1.start })
        }
    }

    @Test("What runs with no task belongs to no request")
    func asyncRead() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let request = try await database.request {
            await withCheckedContinuation { continuation in
                pool.asyncRead { result in
                    _ = try? Int.fetchOne(result.get(), sql: "SELECT 4711")
                    continuation.resume()
                }
            }
        }
        #expect(request.queries.isEmpty)
        let seen = try await database.hub.wait("the query of no request") { seen in
            seen.outside?.queries.contains { $0.sql == "SELECT 4711" && $0.end != nil } == true
        }
        #expect(seen.adapters == ["grdb"])
    }

    @Test("Start-up work belongs to no request")
    func startUp() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        var migrator = DatabaseMigrator()
        migrator.registerMigration("first") { try $0.execute(sql: "CREATE TABLE shelf (id INTEGER PRIMARY KEY)") }
        try migrator.migrate(pool)
        let seen = try await database.hub.wait("the migration") { seen in
            seen.outside?.queries.contains { $0.sql.contains("TABLE shelf") } == true
        }
        let own = seen.outside?.spans(.query).filter { $0.sql.contains("grdb_migrations") } ?? []
        #expect(!own.isEmpty)
        #expect(own.allSatisfy { $0.query.housekeeping })
    }

    @Test(
        "Connections are named by their part in the database",
        arguments: [
            (nil, "writer", "reader.1"), ("Shop", "Shop.writer", "Shop.reader.1"),
        ] as [(String?, String, String)])
    func names(label: String?, writer: String, reader: String) async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool(label: label)
        let request = try await database.request {
            try await pool.writeWithoutTransaction { try $0.execute(sql: "DELETE FROM book") }
            _ = try await pool.read { try Int.fetchOne($0, sql: "SELECT 1") }
        }
        #expect(request.queries.map(\.connection) == [writer, reader])
    }

    @Test("A queue has one connection")
    func queue() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let queue = try DatabaseQueue(configuration: database.configuration())
        let request = try await database.request { _ = try await queue.read { try Int.fetchOne($0, sql: "SELECT 1") } }
        #expect(request.queries.map(\.connection) == ["queue"])
    }

    @Test("A query is a child of the span it ran in")
    func parents() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let request = try await database.request {
            try await database.probe.span("inner") {
                _ = try await pool.read { try Int.fetchOne($0, sql: "SELECT 1") }
            }
        }
        #expect(request.queries.first?.parent == request.span(named: "inner")?.id)
    }

    @Test("A query that runs is seen while it runs")
    func inFlight() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let request = try await database.request {
            try await pool.read { db in
                let cursor = try Row.fetchCursor(db, sql: "SELECT id FROM book")
                _ = try cursor.next()
                let hub = database.hub
                let isOpen = DispatchWait.until { hub.seen.requests.contains { $0.queries.contains { $0.end == nil } } }
                #expect(isOpen)
            }
        }
        #expect(request.queries.first?.end != nil)
    }

    @Test("Databases close and open again, with cursors still in hand, and nothing is lost or used after its end")
    func closing() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        for round in 0..<20 {
            let request = try await database.request("/\(round)") {
                let pool =
                    round == 0
                    ? try database.pool()
                    : try DatabasePool(
                        path: database.path, configuration: database.configuration())
                let kept = try pool.unsafeRead { db in
                    try db.makeStatement(sql: "SELECT * FROM book WHERE id = \(round)")
                }
                _ = try await pool.read { _ = try Int.fetchOne($0, sql: "SELECT \(round)") }
                if round.isMultiple(of: 2) { try? pool.close() }
                withExtendedLifetime(kept) {}
            }
            #expect(request.queries.contains { $0.sql == "SELECT \(round)" })
        }
    }

    @Test("While the probe is off nothing is installed")
    func off() throws {
        var configuration = Configuration()
        configuration.trace(with: TestHub.probeOff())
        let queue = try DatabaseQueue(configuration: configuration)
        var heard = 0
        try queue.inDatabase { db in
            db.trace { _ in heard += 1 }
            _ = try Int.fetchOne(db, sql: "SELECT 1")
        }
        #expect(heard == 1)
    }

    @Test("A trace that the app installs later takes the slot, and nothing breaks")
    func slot() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let queue = try DatabaseQueue(configuration: database.configuration())
        let request = try await database.request {
            try queue.inDatabase { db in
                _ = try Int.fetchOne(db, sql: "SELECT 1")
                db.trace { _ in }
                _ = try Int.fetchOne(db, sql: "SELECT 2")
            }
        }
        #expect(request.queries.map(\.sql) == ["SELECT 1"])
    }
}
