/// The sales report.
struct SalesPage: Page {
    let template = "sales"
    let customer: String?
    let copies: Int
    let revenue: Money
    let months: Int
    let genres: [GenreSales]
    let basketsSince: String
    let pairs: [BookPair]
}
