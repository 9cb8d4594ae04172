import Periscope
import PeriscopeWire
import Testing

/// Random documents with a secret in them, of which no byte may come out.
struct CanaryTests {
    /// A small generator of its own, so that a failure can be run again.
    struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    static let canary = "CANARY7f3a\\\"9'%&=q"
    static let secretNames = ["password", "apiKey", "user_token", "X-Session", "card_number", "csrfToken"]
    static let harmlessNames = ["name", "author", "monkey", "list", "id"]

    private func json(_ random: inout Random, depth: Int, secret: Bool) -> String {
        let escaped = Self.canary.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        switch Int.random(in: 0..<(depth > 4 ? 2 : 5), using: &random) {
        case 0: return secret ? "\"\(escaped)\"" : "\"harmless\""
        case 1: return secret ? "\"x\(escaped)y\"" : "12.5"
        case 2:
            let elements = (0..<Int.random(in: 0..<3, using: &random)).map { _ in
                json(&random, depth: depth + 1, secret: secret)
            }
            return "[" + elements.joined(separator: ",") + "]"
        default:
            let members = (0..<Int.random(in: 1..<4, using: &random)).map { _ in
                let isSecret = secret || Bool.random(using: &random)
                let name = (isSecret ? Self.secretNames : Self.harmlessNames).randomElement(using: &random) ?? ""
                return "\"\(name)\" : \(json(&random, depth: depth + 1, secret: isSecret))"
            }
            return "{" + members.joined(separator: " , ") + "}"
        }
    }

    @Test("Any text goes through, whatever signs stand where", arguments: 0..<40)
    func anyText(seed: Int) {
        var random = Random(state: UInt64(seed) &+ 7)
        let pieces = [
            "token", "key", "API", "=", ":", "(", ")", "{", "}", "[", "]", "\"", "'", "\\", " ", "\n", ",", ";", "&",
            "?",
            "#", "%", "%41", "/", "://", "@", "Bearer ", "cookie: ", "authorization:", "insert into ", "values", "▿ ",
            "é", "1", "abc123",
        ]
        for _ in 0..<200 {
            let text = (0..<24).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            var redaction = RequestRedactionTests.make()
            _ = redaction.queryString(text)
            _ = redaction.url(text)
            _ = redaction.dump(text)
            _ = redaction.header(name: "cookie", value: text)
            for type in ["application/json", "application/x-www-form-urlencoded", "text/plain", "text/html"] {
                _ = redaction.body(Array(text.utf8), contentType: type, total: 0)
            }
            let once = redaction.freeText(text)
            #expect(once.utf8.count <= text.utf8.count * 11)
        }
    }

    @Test("No part of a secret comes out of JSON, whole or cut at any byte", arguments: 0..<60)
    func jsonDocuments(seed: Int) {
        var random = Random(state: UInt64(seed) &+ 1)
        let document = Array(
            "{\"token\":\(json(&random, depth: 0, secret: true)),\"a\":\(json(&random, depth: 0, secret: false))}".utf8)
        for cut in 0...document.count {
            var redaction = RequestRedactionTests.make()
            let text = redaction.body(
                Array(document.prefix(cut)), contentType: "application/json", total: UInt64(document.count)
            ).text
            #expect(text?.contains("CANARY") != true, "seed \(seed), cut at \(cut): \(text ?? "")")
        }
    }

    @Test("No part of a secret comes out of forms, headers, SQL and free text", arguments: 0..<40)
    func otherSurfaces(seed: Int) {
        var random = Random(state: UInt64(seed) &+ 99)
        let name = Self.secretNames.randomElement(using: &random) ?? "token"
        let encoded = "CANARY7f3a%5C%229%27%25%26%3Dq"
        let form = Array("id=7&\(name)=\(encoded)&x=1".utf8)
        for cut in 0...form.count {
            var redaction = RequestRedactionTests.make()
            let text = redaction.body(
                Array(form.prefix(cut)), contentType: "application/x-www-form-urlencoded", total: 99
            ).text
            #expect(text?.contains("CANARY") != true)
        }
        var redaction = RequestRedactionTests.make()
        #expect(!redaction.header(name: name, value: Self.canary).text.contains("CANARY"))
        #expect(!redaction.header(name: "cookie", value: "a=\(Self.canary)").text.contains("CANARY"))
        let quoted = Self.canary.replacing("'", with: "''")
        #expect(
            !redaction.sql("UPDATE t SET x = '\(quoted)' WHERE y = 1").contains("CANARY"),
            "masked before in this request")
        var fresh = RequestRedactionTests.make()
        #expect(!fresh.sql("UPDATE t SET \"\(name)\" = '\(quoted)', b = 2").contains("CANARY"))
        #expect(!RequestRedactionTests.make().freeText("failed: \(name)=CANARYabc").contains("CANARY"))
    }
}
