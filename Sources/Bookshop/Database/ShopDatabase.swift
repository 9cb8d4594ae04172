import Foundation
import GRDB
import Logging

/// The shop's SQLite file: opened, brought up to date and, when it is new, filled.
struct ShopDatabase: Sendable {
    let pool: DatabasePool
    private let location: DatabaseLocation

    /// Opens the file, and makes and fills it first when there is none. A new one takes two seconds or so.
    init(at location: DatabaseLocation, configuration: Configuration, logger: Logger) throws {
        self.location = location
        if !location.exists { try Self.create(at: location, configuration: configuration, logger: logger) }
        pool = try DatabasePool(path: location.path, configuration: configuration)
        try Migrations.migrator.migrate(pool)
        logger.debug("The database is open", metadata: ["path": "\(location.path)"])
    }

    /// Closes the file; a temporary one is deleted.
    func close() throws {
        try pool.close()
        try location.removeIfTemporary()
    }

    /// Fills a file beside the wanted one and renames it at the end, so that a file is there whole or not at all.
    private static func create(at location: DatabaseLocation, configuration: Configuration, logger: Logger) throws {
        let clock = ContinuousClock()
        let start = clock.now
        try location.prepareDraft()
        var configuration = configuration
        configuration.journalMode = .default
        let queue = try DatabaseQueue(path: location.draftPath, configuration: configuration)
        try Migrations.migrator.migrate(queue)
        try queue.inDatabase(fill)
        try queue.close()
        try location.publishDraft()
        logger.info("The shelves are filled", metadata: ["seconds": "\((clock.now - start) / .seconds(1))"])
    }

    /// A file that nobody else has seen needs neither a journal on disk nor a wait for the disk.
    private static func fill(_ db: Database) throws {
        try db.execute(sql: "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA foreign_keys = OFF")
        try db.execute(sql: "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536")
        try db.inTransaction {
            try Seed.fill(db)
            return .commit
        }
    }
}
