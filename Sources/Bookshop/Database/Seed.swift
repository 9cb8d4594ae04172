import GRDB

/// Fills an empty shop, with SQL only and the same rows every time.
///
/// About half a million rows in one transaction; indexes are made afterwards, which is faster than keeping them up.
enum Seed {
    static let books = 4_000
    static let authors = 600
    static let customers = 2_000
    static let reviews = 300_000
    static let purchases = 60_000

    static func fill(_ db: Database) throws {
        try loadWords(db)
        try db.execute(sql: authorsSQL, arguments: [authors])
        try db.execute(sql: booksSQL, arguments: [books, authors])
        try fillCustomers(db)
        try db.execute(sql: reviewsSQL, arguments: [reviews, books, customers])
        try db.execute(sql: purchasesSQL, arguments: [purchases, customers])
        try db.execute(sql: orderLinesSQL, arguments: [books])
        try addIndexes(db)
        try dropWords(db)
    }

    private static func loadWords(_ db: Database) throws {
        for (name, words) in SeedWords.lists {
            try db.execute(sql: "CREATE TEMP TABLE \(name) (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
            for (index, word) in words.enumerated() {
                try db.execute(sql: "INSERT INTO \(name) VALUES (?, ?)", arguments: [index, word])
            }
        }
    }

    private static func dropWords(_ db: Database) throws {
        for (name, _) in SeedWords.lists { try db.execute(sql: "DROP TABLE temp.\(name)") }
    }

    /// The accounts of `DemoAccount` come first; everybody else shares their hashes, so that seeding stays quick.
    private static func fillCustomers(_ db: Database) throws {
        try db.execute(sql: "CREATE TEMP TABLE account (id INTEGER PRIMARY KEY, name TEXT, email TEXT, hash TEXT)")
        for (index, account) in DemoAccount.all.enumerated() {
            try db.execute(
                sql: "INSERT INTO account VALUES (?, ?, ?, ?)",
                arguments: [index, account.name, account.email, PasswordHash.make(account.password).description])
        }
        try db.execute(sql: customersSQL, arguments: [customers, DemoAccount.all.count])
        try db.execute(sql: "DROP TABLE temp.account")
    }

    private static func addIndexes(_ db: Database) throws {
        try db.create(index: "review_on_book", on: "review", columns: ["book_id"])
        try db.create(index: "order_line_on_purchase", on: "order_line", columns: ["purchase_id"])
        try db.create(index: "purchase_on_placed_at", on: "purchase", columns: ["placed_at"])
    }
}
