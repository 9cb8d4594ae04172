/// One author in the list, and links to the books.
struct AuthorRow: Sendable {
    let name: String
    let country: String
    let born: Int
    let books: [BookLink]

    init(_ author: Author, books: [Book]) {
        name = author.name
        country = author.country
        born = author.born
        self.books = books.map { BookLink(id: $0.id, title: $0.title) }
    }
}
