/// A title that leads to a book.
struct BookLink: Sendable {
    let id: Int64
    let title: String
}
