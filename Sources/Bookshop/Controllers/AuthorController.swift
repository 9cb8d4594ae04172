import GRDB
import Hummingbird
import Logging

/// The authors and their books, twice: as it was first written, and mended.
struct AuthorController: Sendable {
    private static let pageSize = 50

    let database: DatabasePool
    let pages: Pages

    func addRoutes(to router: Router<ShopContext>) {
        router.get("authors", use: index)
        router.get("authors/fixed", use: indexFixed)
    }

    /// Asks for each author's books in turn: one query, and then one more for every row of it.
    @Sendable
    func index(_ request: Request, context: ShopContext) async throws -> Response {
        let page = try request.page()
        let rows = try await database.read { db in
            try Self.authors(db, page: page).map { author in
                let books = try Book.fetchAll(
                    db, sql: "SELECT * FROM book WHERE author_id = ? ORDER BY published", arguments: [author.id])
                return AuthorRow(author, books: books)
            }
        }
        return try response(rows, path: "/authors", page: page, context: context)
    }

    /// Asks for the books of all authors at once.
    @Sendable
    func indexFixed(_ request: Request, context: ShopContext) async throws -> Response {
        let page = try request.page()
        let rows = try await database.read { db in
            let authors = try Self.authors(db, page: page)
            let books = try Book.filter(authors.map(\.id).contains(Column("author_id")))
                .order(Column("published")).fetchAll(db)
            let booksByAuthor = Dictionary(grouping: books, by: \.authorID)
            return authors.map { AuthorRow($0, books: booksByAuthor[$0.id] ?? []) }
        }
        return try response(rows, path: "/authors/fixed", page: page, context: context)
    }

    private static func authors(_ db: Database, page: Int) throws -> [Author] {
        try Author.fetchAll(
            db, sql: "SELECT * FROM author ORDER BY name, id LIMIT ? OFFSET ?",
            arguments: [pageSize, (page - 1) * pageSize])
    }

    private func response(_ rows: [AuthorRow], path: String, page: Int, context: ShopContext) throws -> Response {
        guard !rows.isEmpty else { throw HTTPError(.notFound, message: "No more authors on page \(page).") }
        context.logger.info("Listing authors", metadata: ["page": "\(page)", "authors": "\(rows.count)"])
        let pager = Pager(path: path, page: page, pages: Seed.authors / Self.pageSize)
        return try pages.response(AuthorsPage(customer: context.customer?.name, authors: rows, pager: pager))
    }
}
