import GRDB
import Hummingbird
import Logging

/// The catalogue, and one book with what readers say about it.
struct BookController: Sendable {
    private static let pageSize = 24
    private static let reviewsShown = 20

    let database: DatabasePool
    let pages: Pages

    func addRoutes(to router: Router<ShopContext>) {
        router.get("books", use: index)
        router.get("books/{id}", use: show)
    }

    @Sendable
    func index(_ request: Request, context: ShopContext) async throws -> Response {
        let page = try request.page()
        let (total, books) = try await database.read { db in
            let books = try BookWithAuthor.request.order(Column("title"), Column("id"))
                .limit(Self.pageSize, offset: (page - 1) * Self.pageSize).fetchAll(db)
            return (try Book.fetchCount(db), books)
        }
        guard !books.isEmpty else { throw HTTPError(.notFound, message: "The shelves end before page \(page).") }
        let pager = Pager(path: "/books", page: page, pages: (total + Self.pageSize - 1) / Self.pageSize)
        return try pages.response(
            BookListPage(customer: context.customer?.name, books: books.map(BookCard.init), pager: pager))
    }

    @Sendable
    func show(_ request: Request, context: ShopContext) async throws -> Response {
        let id = try context.parameters.require("id", as: Int64.self)
        let found = try await database.read { db in
            try BookWithAuthor.request.filter(key: id).fetchOne(db).map { entry in
                (entry, try Self.ratings(db, of: id), try Self.newestReviews(db, of: id))
            }
        }
        guard let (entry, ratings, reviews) = found else {
            throw HTTPError(.notFound, message: "We have no book with the number \(id).")
        }
        context.logger.debug("Showing a book", metadata: ["book": "\(id)", "reviews": "\(ratings.count)"])
        return try pages.response(
            BookPage(customer: context.customer?.name, entry: entry, ratings: ratings, reviews: reviews))
    }

    private static func ratings(_ db: Database, of book: Int64) throws -> RatingSummary {
        let sql = "SELECT count(*) AS count, avg(rating) AS mean FROM review WHERE book_id = ?"
        return try RatingSummary.fetchOne(db, sql: sql, arguments: [book]) ?? RatingSummary(count: 0, mean: nil)
    }

    private static func newestReviews(_ db: Database, of book: Int64) throws -> [Review] {
        try Review.fetchAll(
            db,
            sql: """
                SELECT review.*, customer.name AS customer_name
                FROM review JOIN customer ON customer.id = review.customer_id
                WHERE review.book_id = ?
                ORDER BY review.id DESC LIMIT ?
                """,
            arguments: [book, reviewsShown])
    }
}
