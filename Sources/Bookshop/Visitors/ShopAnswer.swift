import NIOHTTP1

/// What a visitor remembers of an answer.
struct ShopAnswer: Sendable {
    let status: Int
    /// `name=value` of the cookie that was set.
    let cookie: String?

    init(_ head: HTTPResponseHead?) {
        status = head.map { Int($0.status.code) } ?? 0
        cookie = head?.headers.first(name: "set-cookie")?.split(separator: ";").first.map(String.init)
    }
}
