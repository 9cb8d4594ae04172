/// A book with its newest reviews.
struct BookPage: Page {
    let template = "book"
    let customer: String?
    let id: Int64
    let title: String
    let author: String
    let genre: String
    let published: Int
    let blurb: String
    let price: Money
    let stock: Bool
    let reviewCount: Int
    let stars: String
    let reviews: [ReviewQuote]

    init(customer: String?, entry: BookWithAuthor, ratings: RatingSummary, reviews: [Review]) {
        self.customer = customer
        id = entry.book.id
        title = entry.book.title
        author = entry.author.name
        genre = entry.book.genre
        published = entry.book.published
        blurb = entry.book.blurb
        price = entry.book.price
        stock = entry.book.stock > 0
        reviewCount = ratings.count
        stars = ratings.text
        self.reviews = reviews.map(ReviewQuote.init)
    }
}
