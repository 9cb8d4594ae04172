#if os(Linux)
    import AdapterTesting
    import GRDB
    import Periscope
    import PeriscopeGRDB
    import PeriscopeWire
    import Synchronization
    import Testing

    @Suite("What samples of a statement are attributed to", .serialized)
    struct ProfiledStatementTests {
        private static let found = Mutex<[UInt64]>([])

        /// Asks, from inside of SQLite, what a sample would be attributed to.
        private static let look = DatabaseFunction("look", argumentCount: 0) { _ in
            let span = SamplerKeys.owner?.span ?? 0
            found.withLock { $0.append(span) }
            return 1
        }

        @Test("While a statement runs, its own span; before and after it, the one that it is in")
        func query() async throws {
            let database = try TestDatabase()
            defer { database.remove() }
            let queue = try DatabaseQueue(path: database.path, configuration: database.configuration())
            Self.found.withLock { $0 = [] }
            let around = Mutex<[UInt64]>([])
            let request = try await database.request {
                try queue.write { db in
                    db.add(function: Self.look)
                    around.withLock { $0.append(SamplerKeys.owner?.span ?? 0) }
                    _ = try Int.fetchOne(db, sql: "SELECT look()")
                    around.withLock { $0.append(SamplerKeys.owner?.span ?? 0) }
                    let cursor = try Row.fetchCursor(db, sql: "SELECT 1 UNION ALL SELECT 2")
                    _ = try cursor.next()
                    _ = try Int.fetchOne(db, sql: "SELECT look() + 1")
                    _ = try cursor.next()
                }
                around.withLock { $0.append(SamplerKeys.owner?.span ?? 0) }
            }
            let queries = request.queries.filter { !$0.query.housekeeping }
            let asked = Self.found.withLock(\.self)
            let looking = queries.filter { asked.contains($0.id) }
            #expect(looking.count == 2)
            #expect(asked.count == 2)
            let spans = around.withLock { $0 }
            #expect(Set(spans).count == 1)
            #expect(!queries.contains { $0.id == spans[0] })
        }
    }
#endif
