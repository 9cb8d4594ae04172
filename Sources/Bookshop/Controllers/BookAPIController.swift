import GRDB
import Hummingbird
import Logging

/// The catalogue for programs.
struct BookAPIController: Sendable {
    let database: DatabasePool
    let rates: RatesClient

    func addRoutes(to router: Router<ShopContext>) {
        router.group("api/books")
            .get(use: index)
            .get("{id}", use: show)
            .get("{id}/price", use: price)
    }

    @Sendable
    func index(_ request: Request, context: ShopContext) async throws -> BookListJSON {
        let page = try request.page()
        let limit = try request.number("limit", default: 20, in: 1...100)
        let (total, books) = try await database.read { db in
            let books = try BookWithAuthor.request.order(Column("id")).limit(limit, offset: (page - 1) * limit)
                .fetchAll(db)
            return (try Book.fetchCount(db), books)
        }
        return BookListJSON(page: page, total: total, books: books.map(BookJSON.init))
    }

    @Sendable
    func show(_ request: Request, context: ShopContext) async throws -> BookJSON {
        BookJSON(try await book(context))
    }

    /// Asks for today's exchange rates, over HTTP, and gives the price in each currency.
    @Sendable
    func price(_ request: Request, context: ShopContext) async throws -> PriceJSON {
        let book = try await book(context).book
        let table = try await rates.today()
        context.logger.debug(
            "Got the rates", metadata: ["base": "\(table.base)", "currencies": "\(table.rates.count)"])
        let prices = table.rates.mapValues { Int((Double(book.price.cents) * $0).rounded()) }
        return PriceJSON(id: book.id, title: book.title, prices: prices)
    }

    private func book(_ context: ShopContext) async throws -> BookWithAuthor {
        let id = try context.parameters.require("id", as: Int64.self)
        let entry = try await database.read { db in try BookWithAuthor.request.filter(key: id).fetchOne(db) }
        guard let entry else { throw HTTPError(.notFound, message: "No book \(id).") }
        return entry
    }
}
