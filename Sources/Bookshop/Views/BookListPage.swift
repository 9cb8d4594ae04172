/// One page of the catalogue.
struct BookListPage: Page {
    let template = "books"
    let customer: String?
    let books: [BookCard]
    let pager: Pager
}
