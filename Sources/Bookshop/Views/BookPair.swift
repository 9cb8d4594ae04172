/// Two titles that were often in one order.
struct BookPair: Sendable {
    let first: String
    let second: String
    let count: Int
}
