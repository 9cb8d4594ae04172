/// The form that takes an order and a card.
struct CheckoutPage: Page {
    let template = "checkout"
    let customer: String?
    let bookID: Int64
    let title: String
    let author: String
    let price: Money
    let problems: [String]

    init(customer: String?, entry: BookWithAuthor, problems: [String] = []) {
        self.customer = customer
        bookID = entry.book.id
        title = entry.book.title
        author = entry.author.name
        price = entry.book.price
        self.problems = problems
    }
}
