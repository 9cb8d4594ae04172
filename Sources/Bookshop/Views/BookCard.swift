/// One book in a list.
struct BookCard: Sendable {
    let id: Int64
    let title: String
    let author: String
    let genre: String
    let published: String
    let price: Money

    init(_ entry: BookWithAuthor) {
        id = entry.book.id
        title = entry.book.title
        author = entry.author.name
        genre = entry.book.genre
        published = String(entry.book.published)
        price = entry.book.price
    }
}
