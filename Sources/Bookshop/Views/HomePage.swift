/// The front page: how many books there are and the newest of them.
struct HomePage: Page {
    let template = "home"
    let customer: String?
    let bookCount: String
    let newest: [BookCard]
}
