import Hummingbird

/// The price of a book in every currency that we know a rate for, in hundredths.
struct PriceJSON: ResponseEncodable, Sendable {
    let id: Int64
    let title: String
    let prices: [String: Int]
}
