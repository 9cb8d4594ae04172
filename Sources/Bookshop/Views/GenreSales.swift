/// One genre's line in the sales report.
struct GenreSales: Sendable {
    let name: String
    let copies: Int
    let revenue: Money
    let share: String
    let bestMonth: String
    let trend: String
}
