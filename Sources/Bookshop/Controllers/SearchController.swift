import GRDB
import Hummingbird
import HummingbirdCore
import Logging

/// Looks for words in the reviews, their books and their writers.
///
/// There is no index for that yet, so it reads them all.
struct SearchController: Sendable {
    private static let limit = 30
    private static let longestTerm = 100

    let database: DatabasePool
    let pages: Pages

    func addRoutes(to router: Router<ShopContext>) {
        router.get("search", use: search)
    }

    @Sendable
    func search(_ request: Request, context: ShopContext) async throws -> Response {
        guard let term = request.uri.queryParameters["q"].map(String.init), !term.isEmpty else {
            return try pages.response(
                SearchPage(customer: context.customer?.name, term: nil, reviews: [], limit: Self.limit))
        }
        guard term.count <= Self.longestTerm else {
            throw HTTPError(.badRequest, message: "Search for at most \(Self.longestTerm) characters.")
        }
        let reviews = try await database.read { db in try Self.reviews(db, containing: term) }
        context.logger.info("Searched the reviews", metadata: ["term": "\(term)", "found": "\(reviews.count)"])
        return try pages.response(
            SearchPage(customer: context.customer?.name, term: term, reviews: reviews, limit: Self.limit))
    }

    private static func reviews(_ db: Database, containing term: String) throws -> [Review] {
        try Review.fetchAll(
            db,
            sql: """
                SELECT review.*, customer.name AS customer_name, book.title AS book_title
                FROM review
                JOIN customer ON customer.id = review.customer_id
                JOIN book ON book.id = review.book_id
                WHERE review.body LIKE :pattern OR book.title LIKE :pattern OR customer.name LIKE :pattern
                ORDER BY review.written_on DESC, review.id DESC
                LIMIT :limit
                """,
            arguments: ["pattern": "%\(term)%", "limit": limit])
    }
}
