import AdapterTesting
import Dispatch
import GRDB
import Periscope
import PeriscopeGRDB
import PeriscopeWire
import Testing

@Suite("Call sites of queries")
struct CallSiteTests {
    /// Runs a query; returns an address in this very function, as an offset like those of a stack.
    @inline(never)
    static func read(_ db: Database, _ number: Int) throws -> UInt64 {
        _ = try Int.fetchOne(db, sql: "SELECT \(number)")
        let table = CallStackTable(limit: 64)
        return table[CallStack.capture(into: table)]?.frames.first ?? 0
    }

    /// Whether a stack has a frame of the function that an address is in, which is not large.
    private func holds(_ stack: WireCallStack, _ address: UInt64) -> Bool {
        stack.frames.contains { $0 <= address && address - $0 < 1_024 }
    }

    @Test("A stack leads from SQLite's callback to the function that ran the query, and begins with GRDB")
    func physical() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        var places: [UInt64] = []
        let request = try await database.request {
            places.append(try await pool.read { try Self.read($0, 1) })
            places.append(try await pool.write { try Self.read($0, 2) })
        }
        let stacks = database.hub.seen.stacks
        #expect(request.queries.count == 2)
        for (query, place) in zip(request.queries, places) {
            let stack = try #require(stacks[query.stack])
            #expect(holds(stack, place))
            let index = try #require(stack.frames.firstIndex { $0 <= place && place - $0 < 1_024 })
            #expect(index < 8, "the probe's own frames are left out")
            #expect(!stack.truncated)
        }
    }

    @Test("All queries of a loop have one stack, those of another line another", arguments: [true, false])
    func loop(isPool: Bool) async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let queue = try DatabaseQueue(path: database.path, configuration: database.configuration())
        let reader: any DatabaseReader & Sendable = isPool ? pool : queue
        let request = try await database.request {
            for number in 0..<10 { _ = try await reader.read { try Int.fetchOne($0, sql: "SELECT \(number)") } }
            for number in 10..<20 { _ = try await reader.read { try Int.fetchOne($0, sql: "SELECT \(number)") } }
        }
        let stacks = request.queries.filter { $0.sql.hasPrefix("SELECT ") && !$0.sql.contains("FROM") }.map(\.stack)
        #expect(stacks.count == 20)
        #expect(Set(stacks.prefix(10)).count == 1)
        #expect(Set(stacks.suffix(10)).count == 1)
        #expect(stacks.first != stacks.last)
        #expect(!stacks.contains(0))
    }

    @Test("The asynchronous callers of a read stand in its stack")
    func asynchronous() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        @Sendable func load(_ number: Int) async throws -> Int? {
            try await pool.read { try Int.fetchOne($0, sql: "SELECT \(number)") }
        }
        @Sendable func page() async throws { for number in 0..<3 { _ = try await load(number) } }
        @Sendable func other() async throws { _ = try await load(3) }
        let request = try await database.request {
            try await page()
            try await other()
        }
        let stacks = request.queries.map(\.stack)
        #expect(Set(stacks.prefix(3)).count == 1)
        #expect(stacks[3] != stacks[0], "the line is the same, its caller is not")
        let stack = try #require(database.hub.seen.stacks[stacks[0]])
        #expect(stack.physical < stack.frames.count)
    }

    @Test("A read on a dispatch queue has a stack too")
    func dispatched() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        await withCheckedContinuation { continuation in
            pool.asyncRead { db in
                _ = try? Int.fetchOne(db.get(), sql: "SELECT 77")
                continuation.resume()
            }
        }
        let seen = try await database.hub.wait("the query") { seen in
            seen.outside?.queries.contains { $0.sql == "SELECT 77" && $0.end != nil } == true
        }
        let query = try #require(seen.outside?.queries.first { $0.sql == "SELECT 77" })
        #expect(seen.stacks[query.stack]?.frames.isEmpty == false)
    }

    @Test("Call sites and values can be turned off, each for itself", arguments: [true, false], [true, false])
    func options(values: Bool, sites: Bool) async throws {
        let database = try TestDatabase(ProbeOptions(queryValues: values, callSites: sites))
        defer { database.remove() }
        let pool = try database.pool()
        let request = try await database.request {
            _ = try await pool.read { try Int.fetchOne($0, sql: "SELECT ?", arguments: [5]) }
        }
        let query = try #require(request.queries.first)
        #expect(query.values == (values ? ["5"] : []))
        #expect((query.stack != 0) == sites)
    }

    @Test("Housekeeping has neither stack nor counters, but its place in the transaction")
    func housekeeping() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let request = try await database.request {
            try await pool.write { try $0.execute(sql: "UPDATE book SET cover = NULL") }
        }
        let all = request.spans(.query)
        #expect(all.map(\.name) == ["BEGIN", "UPDATE", "COMMIT"])
        #expect(request.housekeeping.allSatisfy { $0.stack == 0 && $0.query.counters.vmSteps == 0 })
        #expect(Set(all.map(\.query.transaction)).count == 1)
        #expect(all.allSatisfy { $0.end != nil && $0.status == .ok })
    }

    @Test("A statement says which file its database is in")
    func namespace() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let memory = try DatabaseQueue(configuration: database.configuration())
        let request = try await database.request {
            _ = try await pool.read { try Int.fetchOne($0, sql: "SELECT 1") }
            _ = try await memory.read { try Int.fetchOne($0, sql: "SELECT 2") }
        }
        #expect(request.queries.map { $0.namespace.hasSuffix("/shop.sqlite") } == [true, false])
        #expect(request.queries.last?.namespace == "")
    }
}
