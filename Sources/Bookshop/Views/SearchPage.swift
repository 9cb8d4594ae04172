/// The search form and what it found.
struct SearchPage: Page {
    let template = "search"
    let customer: String?
    let term: String?
    let heading: String
    let reviews: [ReviewQuote]

    init(customer: String?, term: String?, reviews: [Review], limit: Int) {
        self.customer = customer
        self.term = term
        self.reviews = reviews.map(ReviewQuote.init)
        switch reviews.count {
        case 0: heading = "Nobody wrote that."
        case limit: heading = "The newest \(limit) reviews that say so:"
        default: heading = "\(reviews.count) reviews say so:"
        }
    }
}
