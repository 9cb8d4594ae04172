/// What a visitor remembers of an answer.
struct ShopAnswer: Sendable {
    let status: Int
    /// `name=value` of the cookie that was set.
    let cookie: String?
}
