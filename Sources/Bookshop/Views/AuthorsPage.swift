/// Authors with their books.
struct AuthorsPage: Page {
    let template = "authors"
    let customer: String?
    let authors: [AuthorRow]
    let pager: Pager
}
