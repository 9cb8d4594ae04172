/// What the checkout form sends, as form or as JSON.
struct CheckoutForm: Decodable, Sendable {
    let book: Int64
    let quantity: Int?
    let name: String
    let cardNumber: String
    let cvv: String

    enum CodingKeys: String, CodingKey {
        case book, quantity, name, cvv
        case cardNumber = "card_number"
    }

    /// A sentence for each field that is wrong.
    var problems: [String] {
        var problems: [String] = []
        if !(1...9).contains(quantity ?? 1) { problems.append("We send one to nine copies at a time.") }
        if name.isEmpty { problems.append("Whose card is it?") }
        if CardNumber(cardNumber) == nil { problems.append("That is not the number of a card.") }
        if !(3...4).contains(cvv.count) || !cvv.allSatisfy(\.isNumber) {
            problems.append("The CVV has three or four digits.")
        }
        return problems
    }
}
