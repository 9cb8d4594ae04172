import Hummingbird

/// What the shop answers to a program that signed in.
struct SignedIn: ResponseEncodable, Sendable {
    let customer: String
}
