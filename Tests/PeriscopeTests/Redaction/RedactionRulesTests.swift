import Periscope
import Testing

struct RedactionRulesTests {
    @Test(
        "Names with a listed word are secret",
        arguments: [
            "authorization", "Proxy-Authorization", "Cookie", "set-cookie", "password", "PASSWORD",
            "passwordConfirmation",
            "password_confirmation", "user[password]", "new.password", "password2", "passwords", "passwd", "pwd",
            "passphrase",
            "client_secret", "clientSecret", "secrets", "token", "access_token", "accessToken", "X-Auth-Token",
            "csrf_token",
            "csrfmiddlewaretoken", "accesstoken", "refresh_tokens", "apikey", "api_key", "apiKey", "X-API-Key",
            "APIKey",
            "access_key", "AWS_ACCESS_KEY_ID", "private_key", "privateKey", "credential", "credentials", "session",
            "session_id", "sessionId", "xsrf", "otp", "pin", "card_pin", "cvv", "cvc", "card_number", "cardNumber",
            "iban", "ssn",
        ])
    func secret(name: String) {
        #expect(RedactionRules.standard.isSensitive(name))
    }

    @Test(
        "Names that only look like it are not",
        arguments: [
            "monkey", "tokenizer", "author", "authors", "authority", "secretary", "pinned", "spinner", "opinion",
            "pinboard",
            "key", "keyword", "card", "number", "issn", "mission", "obsession", "rookie",
            "bookpage", "accept", "host", "user-agent", "content-type", "x-request-id", "traceparent", "name", "email",
            "compass", "passenger", "hotpot", "access", "private", "api", "", "-", "日本語",
        ])
    func harmless(name: String) {
        #expect(!RedactionRules.standard.isSensitive(name))
    }

    @Test("The list is extended, shortened and replaced in code")
    func ownLists() {
        let more = RedactionRules.standard.adding(["birth_date"])
        #expect(more.isSensitive("birthDate") && more.isSensitive("customer.birth-date") && more.isSensitive("token"))
        #expect(!more.isSensitive("birth") && !more.isSensitive("date"))
        #expect(!RedactionRules.standard.removing(["session"]).isSensitive("session_id"))
        let own = RedactionRules(names: ["shoe size"])
        #expect(own.isSensitive("shoeSize") && !own.isSensitive("password"))
    }
}
