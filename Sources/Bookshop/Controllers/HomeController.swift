import GRDB
import Hummingbird

/// The front page.
struct HomeController: Sendable {
    let database: DatabasePool
    let pages: Pages

    func addRoutes(to router: Router<ShopContext>) {
        router.get("/", use: show)
    }

    @Sendable
    func show(_ request: Request, context: ShopContext) async throws -> Response {
        let (count, newest) = try await database.read { db in
            let newest = try BookWithAuthor.request.order(Column("id").desc).limit(6).fetchAll(db)
            return (try Book.fetchCount(db), newest)
        }
        return try pages.response(
            HomePage(customer: context.customer?.name, bookCount: String(count), newest: newest.map(BookCard.init)))
    }
}
