/// What the sign-in form sends, as form or as JSON.
struct LoginForm: Decodable, Sendable {
    let email: String
    let password: String
}
