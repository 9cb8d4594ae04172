import GRDB
import Logging

/// The shop's SQLite file.
struct ShopDatabase: Sendable {
    let pool: DatabasePool
    private let location: DatabaseLocation

    init(at location: DatabaseLocation, configuration: Configuration) throws {
        self.location = location
        pool = try DatabasePool(path: location.path, configuration: configuration)
    }

    /// Brings the tables up to date and, when there is no book yet, fills the shelves: a second or two, once a file.
    ///
    /// All or nothing: a fill that is cancelled leaves the shelves empty.
    func prepare(logger: Logger) async throws {
        try Migrations.migrator.migrate(pool)
        let start = ContinuousClock.now
        let isNew = try await pool.barrierWriteWithoutTransaction { db in
            guard try Book.fetchCount(db) == 0 else { return false }
            try Self.fill(db)
            return true
        }
        guard isNew else { return logger.debug("The shelves were full", metadata: ["path": "\(location.path)"]) }
        let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
        logger.info("The shelves are filled", metadata: ["milliseconds": "\(milliseconds)"])
    }

    /// Closes the file; a temporary one is deleted.
    func close() throws {
        try pool.close()
        try location.removeIfTemporary()
    }

    /// Waits neither for the disk nor for foreign keys while half a million rows go in: the seed's keys are right.
    private static func fill(_ db: Database) throws {
        try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF")
        try db.inTransaction(.immediate) {
            try Seed.fill(db)
            return .commit
        }
        _ = try db.checkpoint(.truncate)
        try db.execute(sql: "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL")
    }
}
