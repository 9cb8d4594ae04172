/// A review as it is quoted on a page.
struct ReviewQuote: Sendable {
    let stars: String
    let body: String
    let customerName: String
    let writtenOn: String
    let bookID: Int64
    let bookTitle: String?

    init(_ review: Review) {
        stars = String(repeating: "★", count: review.rating) + String(repeating: "☆", count: 5 - review.rating)
        body = review.body
        customerName = review.customerName
        writtenOn = review.writtenOn
        bookID = review.bookID
        bookTitle = review.bookTitle
    }
}
