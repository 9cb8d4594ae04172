import AdapterTesting
import GRDB
import PeriscopeWire
import Testing

@Suite("Transactions")
struct TransactionTests {
    @Test("BEGIN, what is inside, and COMMIT have one number; the next transaction another")
    func numbers() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let request = try await database.request {
            try await pool.write { try $0.execute(sql: "UPDATE book SET cover = NULL") }
            try await pool.write { db in
                try db.execute(sql: "DELETE FROM author WHERE id = 3")
                try db.inSavepoint {
                    try db.execute(sql: "DELETE FROM author WHERE id = 2")
                    return .rollback
                }
            }
        }
        let all = request.spans(.query)
        let numbers = Set(all.map(\.query.transaction))
        #expect(numbers.count == 2)
        #expect(!numbers.contains(0))
        for number in numbers {
            let inside = all.filter { $0.query.transaction == number }
            #expect(inside.first?.name == "BEGIN")
            #expect(inside.last?.name == "COMMIT")
        }
        #expect(
            request.queries.map(\.query.transaction).dropFirst().allSatisfy {
                $0 == request.queries[1].query.transaction
            })
        #expect(request.housekeeping.map(\.name).contains("ROLLBACK"))
    }

    @Test("A statement outside of transactions has number 0")
    func outside() async throws {
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let request = try await database.request {
            try await pool.writeWithoutTransaction { db in
                try db.execute(sql: "DELETE FROM book WHERE id = 1")
                try db.execute(sql: "SAVEPOINT a; DELETE FROM book WHERE id = 2; RELEASE a")
                try db.execute(sql: "DELETE FROM book WHERE id = 3")
            }
        }
        let numbers = request.queries.map(\.query.transaction)
        #expect(numbers.count == 3)
        #expect(numbers[0] == 0)
        #expect(numbers[1] != 0)
        #expect(numbers[2] == 0)
    }

    @Test("A rolled-back transaction ends its number")
    func rollback() async throws {
        struct Stop: Error {}
        let database = try TestDatabase()
        defer { database.remove() }
        let pool = try database.pool()
        let request = try await database.request {
            try? await pool.write { db in
                try db.execute(sql: "DELETE FROM book")
                throw Stop()
            }
            try await pool.writeWithoutTransaction { try $0.execute(sql: "DELETE FROM author") }
        }
        #expect(request.queries.map { $0.query.transaction == 0 } == [false, true])
        #expect(request.housekeeping.map(\.name) == ["BEGIN", "ROLLBACK"])
        let left = try await pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM book") }
        #expect(left == 9)
    }
}
