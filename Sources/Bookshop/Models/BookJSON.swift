import Hummingbird

/// A book as the API shows it.
struct BookJSON: ResponseEncodable, Sendable {
    let id: Int64
    let title: String
    let author: String
    let genre: String
    let published: Int
    let priceCents: Money
    let stock: Int

    enum CodingKeys: String, CodingKey {
        case id, title, author, genre, published, stock
        case priceCents = "price_cents"
    }

    init(_ entry: BookWithAuthor) {
        id = entry.book.id
        title = entry.book.title
        author = entry.author.name
        genre = entry.book.genre
        published = entry.book.published
        priceCents = entry.book.price
        stock = entry.book.stock
    }
}
