import GRDB

/// A book and who wrote it, from one joined query.
struct BookWithAuthor: Decodable, Sendable, FetchableRecord {
    let book: Book
    let author: Author

    static var request: QueryInterfaceRequest<BookWithAuthor> {
        Book.including(required: Book.author).asRequest(of: BookWithAuthor.self)
    }
}
