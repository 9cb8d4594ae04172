import Hummingbird

/// What a euro costs in other currencies.
struct RateTable: ResponseCodable, Sendable {
    let base: String
    let rates: [String: Double]

    static let euro = RateTable(base: "EUR", rates: ["EUR": 1, "GBP": 0.86, "JPY": 171.4, "SEK": 11.2, "USD": 1.09])
}
