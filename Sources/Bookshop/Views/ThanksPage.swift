/// What a customer sees after paying.
struct ThanksPage: Page {
    let template = "thanks"
    let customer: String?
    let number: Int64
    let quantity: Int
    let title: String
    let total: Money
}
