import GRDB
import Hummingbird
import Logging

/// Sales of all time, computed anew for every reader.
struct ReportController: Sendable {
    private static let ordersInBaskets = 30_000
    private static let pairsShown = 10

    let database: DatabasePool
    let pages: Pages

    func addRoutes(to router: Router<ShopContext>) {
        router.get("reports/sales", use: sales)
    }

    @Sendable
    func sales(_ request: Request, context: ShopContext) async throws -> Response {
        let (figures, baskets, since) = try await database.read { db in
            (try Self.figures(db), try Self.baskets(db), try Self.basketsSince(db))
        }
        context.logger.debug(
            "Read the figures", metadata: ["figures": "\(figures.count)", "lines": "\(baskets.count)"])
        let top = BasketAnalysis(baskets).top(Self.pairsShown)
        let titles = try await titles(of: Set(top.flatMap { [$0.pair.first, $0.pair.second] }))
        let analysis = SalesAnalysis(figures)
        context.logger.info("Made the sales report", metadata: ["months": "\(analysis.monthCount)"])
        return try pages.response(
            SalesPage(
                customer: context.customer?.name, copies: analysis.copies, revenue: analysis.revenue,
                months: analysis.monthCount, genres: analysis.genres, basketsSince: since,
                pairs: top.map { item in
                    BookPair(
                        first: titles[item.pair.first] ?? "a lost book",
                        second: titles[item.pair.second] ?? "a lost book",
                        count: item.count)
                }))
    }

    private static func figures(_ db: Database) throws -> [SalesFigure] {
        try SalesFigure.fetchAll(
            db,
            sql: """
                SELECT substr(purchase.placed_at, 1, 7) AS month, book.genre AS genre,
                       sum(order_line.quantity) AS copies,
                       sum(order_line.quantity * order_line.price_cents) AS revenue
                FROM order_line
                JOIN purchase ON purchase.id = order_line.purchase_id
                JOIN book ON book.id = order_line.book_id
                GROUP BY month, genre
                ORDER BY month, genre
                """)
    }

    private static func baskets(_ db: Database) throws -> [BasketLine] {
        try BasketLine.fetchAll(
            db,
            sql: """
                SELECT purchase_id, book_id FROM order_line
                WHERE purchase_id > (SELECT max(id) FROM purchase) - ?
                ORDER BY purchase_id
                """,
            arguments: [ordersInBaskets])
    }

    private static func basketsSince(_ db: Database) throws -> String {
        try String.fetchOne(
            db, sql: "SELECT date(placed_at) FROM purchase WHERE id > (SELECT max(id) FROM purchase) - ? LIMIT 1",
            arguments: [ordersInBaskets]) ?? "ever"
    }

    private func titles(of ids: Set<Int64>) async throws -> [Int64: String] {
        let books = try await database.read { db in try Book.filter(keys: ids).fetchAll(db) }
        return Dictionary(uniqueKeysWithValues: books.map { ($0.id, $0.title) })
    }
}
