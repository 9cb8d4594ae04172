import Hummingbird

/// A page of books as the API shows it.
struct BookListJSON: ResponseEncodable, Sendable {
    let page: Int
    let total: Int
    let books: [BookJSON]
}
