/// An account with a known password, for people who try the shop and for its visitors.
struct DemoAccount: Sendable {
    let name: String
    let email: String
    let password: String

    static let all = [
        DemoAccount(name: "Ada Lindqvist", email: "ada@example.com", password: "correct horse"),
        DemoAccount(name: "Bao Nguyen", email: "bao@example.com", password: "battery staple"),
        DemoAccount(name: "Carmen Ruiz", email: "carmen@example.com", password: "seven green lamps"),
        DemoAccount(name: "Dov Peretz", email: "dov@example.com", password: "a tin of buttons"),
        DemoAccount(name: "Esi Mensah", email: "esi@example.com", password: "rain before noon"),
        DemoAccount(name: "Finn Doyle", email: "finn@example.com", password: "the third ladder"),
        DemoAccount(name: "Gita Rao", email: "gita@example.com", password: "paper and salt"),
        DemoAccount(name: "Henk Visser", email: "henk@example.com", password: "no ordinary goat"),
    ]
}
