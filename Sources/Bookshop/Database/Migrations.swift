import GRDB

/// The shop's tables, in the order in which they came.
///
/// An index on `book.author_id` and a full-text index over the reviews are missing, as they are in many young shops.
enum Migrations {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("catalogue", migrate: createCatalogue)
        migrator.registerMigration("customers", migrate: createCustomers)
        migrator.registerMigration("orders", migrate: createOrders)
        migrator.registerMigration("audit", migrate: createAudit)
        return migrator
    }

    private static func createCatalogue(_ db: Database) throws {
        try db.create(table: "author") { table in
            table.autoIncrementedPrimaryKey("id")
            table.column("name", .text).notNull()
            table.column("country", .text).notNull()
            table.column("born", .integer).notNull()
        }
        try db.create(table: "book") { table in
            table.autoIncrementedPrimaryKey("id")
            table.column("author_id", .integer).notNull().references("author")
            table.column("title", .text).notNull()
            table.column("genre", .text).notNull()
            table.column("blurb", .text).notNull()
            table.column("published", .integer).notNull()
            table.column("price_cents", .integer).notNull()
            table.column("stock", .integer).notNull()
        }
    }

    private static func createCustomers(_ db: Database) throws {
        try db.create(table: "customer") { table in
            table.autoIncrementedPrimaryKey("id")
            table.column("name", .text).notNull()
            table.column("email", .text).notNull().unique()
            table.column("password_hash", .text).notNull()
            table.column("city", .text).notNull()
        }
        try db.create(table: "session") { table in
            table.primaryKey("token", .text)
            table.column("customer_id", .integer).notNull().references("customer")
            table.column("expires_at", .integer).notNull()
        }
        try db.create(table: "review") { table in
            table.autoIncrementedPrimaryKey("id")
            table.column("book_id", .integer).notNull().references("book")
            table.column("customer_id", .integer).notNull().references("customer")
            table.column("rating", .integer).notNull()
            table.column("written_on", .text).notNull()
            table.column("body", .text).notNull()
        }
    }

    private static func createOrders(_ db: Database) throws {
        try db.create(table: "purchase") { table in
            table.autoIncrementedPrimaryKey("id")
            table.column("customer_id", .integer).references("customer")
            table.column("placed_at", .text).notNull()
            table.column("card_last_four", .text).notNull()
        }
        try db.create(table: "order_line") { table in
            table.autoIncrementedPrimaryKey("id")
            table.column("purchase_id", .integer).notNull().references("purchase")
            table.column("book_id", .integer).notNull().references("book")
            table.column("quantity", .integer).notNull()
            table.column("price_cents", .integer).notNull()
        }
    }

    private static func createAudit(_ db: Database) throws {
        try db.create(table: "audit_entry") { table in
            table.autoIncrementedPrimaryKey("id")
            table.column("at", .datetime).notNull()
            table.column("method", .text).notNull()
            table.column("path", .text).notNull()
            table.column("status", .integer).notNull()
            table.column("customer_id", .integer).references("customer")
        }
    }
}
