import Foundation
import GRDB
import Hummingbird
import Logging

/// Takes an order for one title and a card that pays for it.
struct CheckoutController: Sendable {
    let database: DatabasePool
    let pages: Pages

    func addRoutes(to router: Router<ShopContext>) {
        router.get("checkout", use: form)
        router.post("checkout", use: pay)
    }

    @Sendable
    func form(_ request: Request, context: ShopContext) async throws -> Response {
        let id = try request.number("book", default: 1, in: 1...Int.max)
        let entry = try await book(Int64(id))
        return try pages.response(CheckoutPage(customer: context.customer?.name, entry: entry))
    }

    @Sendable
    func pay(_ request: Request, context: ShopContext) async throws -> Response {
        let form = try await request.decode(as: CheckoutForm.self, context: context)
        let entry = try await book(form.book)
        guard form.problems.isEmpty, let card = CardNumber(form.cardNumber) else {
            context.logger.notice("Refused an order", metadata: ["problems": "\(form.problems.count)"])
            return try refuse(form, entry: entry, request: request, context: context)
        }
        let purchase = Purchase(
            id: nil, customerID: context.customer?.id, placedAt: Self.timestamp(), cardLastFour: card.lastFour)
        guard let number = try await place(purchase, of: entry.book, quantity: form.quantity ?? 1) else {
            throw HTTPError(.conflict, message: "\(entry.book.title) is sold out.")
        }
        context.logger.info(
            "Took an order",
            metadata: ["order": "\(number)", "book": "\(entry.book.id)", "card": "…\(card.lastFour)"])
        return try confirm(number, form: form, book: entry.book, request: request, context: context)
    }

    private func book(_ id: Int64) async throws -> BookWithAuthor {
        let entry = try await database.read { db in try BookWithAuthor.request.filter(key: id).fetchOne(db) }
        guard let entry else { throw HTTPError(.notFound, message: "We have no book with the number \(id).") }
        return entry
    }

    /// Writes the order and takes the copies from the shelf; nil, and nothing written, when there are too few.
    private func place(_ purchase: Purchase, of book: Book, quantity: Int) async throws -> Int64? {
        try await database.write { db in
            try db.execute(
                sql: "UPDATE book SET stock = stock - ? WHERE id = ? AND stock >= ?",
                arguments: [quantity, book.id, quantity])
            guard db.changesCount == 1 else { return nil }
            var purchase = purchase
            try purchase.insert(db)
            guard let number = purchase.id else { return nil }
            try OrderLine(purchaseID: number, bookID: book.id, quantity: quantity, price: book.price).insert(db)
            return number
        }
    }

    private func refuse(
        _ form: CheckoutForm, entry: BookWithAuthor, request: Request, context: ShopContext
    ) throws -> Response {
        if request.isJSON { throw HTTPError(.badRequest, message: form.problems.joined(separator: " ")) }
        return try pages.response(
            CheckoutPage(customer: context.customer?.name, entry: entry, problems: form.problems), status: .badRequest)
    }

    private func confirm(
        _ number: Int64, form: CheckoutForm, book: Book, request: Request, context: ShopContext
    ) throws -> Response {
        let quantity = form.quantity ?? 1
        let total = Money(cents: book.price.cents * quantity)
        guard request.isJSON else {
            return try pages.response(
                ThanksPage(
                    customer: context.customer?.name, number: number, quantity: quantity, title: book.title,
                    total: total))
        }
        var response = try Receipt(order: number, quantity: quantity, totalCents: total)
            .response(from: request, context: context)
        response.status = .created
        return response
    }

    /// Now, in the form in which SQLite's own date functions write it.
    private static func timestamp() -> String {
        Date.now.formatted(
            .verbatim(
                """
                \(year: .defaultDigits)-\(month: .twoDigits)-\(day: .twoDigits) \
                \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)\
                :\(second: .twoDigits)
                """, timeZone: .gmt, calendar: Calendar(identifier: .gregorian)))
    }
}
