import Foundation
import Testing

extension EndToEnd {
    /// What must never leave the server.
    @Suite(.serialized)
    struct SecretsTests {
        static let password = "correct-horse-battery"
        static let card = "4929123412341234"
        static let token = "tok_5f2c9a1b7e"

        @Test("No secret is in any byte on the socket, and harmless values are")
        func rawBytes() throws {
            let place = try Workplace()
            let hub = try RawHub(path: place.socket)
            let shop = try RunningBookshop(socket: place.socket)
            try hub.acceptServer()
            let secretHeaders = [
                ("authorization", "Bearer \(Self.token)"), ("cookie", "session=\(Self.token); theme=plain-theme"),
                ("x-api-key", Self.token), ("x-flavour", "harmless-flavour"),
            ]
            let form = "email=ada%40example.com&password=\(Self.password)"
            _ = try shop.post("/login", type: "application/x-www-form-urlencoded", body: form, headers: secretHeaders)
            let json =
                #"{"email":"harmless@example.com","password":"\#(Self.password)","nested":[{"apiKey":"\#(Self.token)"}]}"#
            _ = try shop.post("/login", type: "application/json", body: json)
            let checkout = "name=Harmless&card_number=\(Self.card)&cvv=917&book=7"
            _ = try shop.post("/checkout", type: "application/x-www-form-urlencoded", body: checkout)
            let card = #"{"name":"Harmless Person","card_number":"\#(Self.card)","cvv":"917","book":7}"#
            _ = try shop.post("/checkout", type: "application/json", body: card)
            _ = try shop.get("/books?page=2&access_token=\(Self.token)&sort=harmless-sort")
            _ = try shop.get("/books/7?last=one")
            try hub.readUntil("last=one")

            let bytes = hub.everything
            for secret in [Self.password, Self.card, Self.token, "Bearer tok", "plain-theme"] {
                #expect(!bytes.contains(secret), "\(secret) was on the socket")
            }
            for harmless in [
                "harmless-flavour", "harmless@example.com", "harmless-sort", "theme=", "Harmless Person",
                "session=", "access_token=", "authorization", "/login", "/checkout",
            ] {
                #expect(bytes.contains(harmless), "\(harmless) should have been there")
            }
        }
    }
}
