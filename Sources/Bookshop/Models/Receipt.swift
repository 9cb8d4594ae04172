import Hummingbird

/// What the shop answers to a program that bought something.
struct Receipt: ResponseEncodable, Sendable {
    let order: Int64
    let quantity: Int
    let totalCents: Money

    enum CodingKeys: String, CodingKey {
        case order, quantity
        case totalCents = "total_cents"
    }
}
