import PeriscopeHistory
import Testing

struct RequestLinesTests {
    private func pieces(_ text: String) -> [String] {
        RequestLines(Array(text.utf8)).map { "\($0.number): " + String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test(
        "A piece is a line, or an object that goes on over several",
        arguments: [
            ("{\"id\":\"1\"}\n{\"id\":\"2\"}\n", ["1: {\"id\":\"1\"}", "2: {\"id\":\"2\"}"]),
            ("{\n  \"id\": \"1\"\n}\n\n{\"id\":\"2\"}", ["1: {\n  \"id\": \"1\"\n}", "4: ", "5: {\"id\":\"2\"}"]),
            ("{\n \"a\": [\n  {\n  }\n ]\n}\n{\n}", ["1: {\n \"a\": [\n  {\n  }\n ]\n}", "7: {\n}"]),
            ("{\n \"a\": \"}\\\"{\"\n}\r\n", ["1: {\n \"a\": \"}\\\"{\"\n}\r"]),
            // What was cut spoils no other: within a text, and outside of one.
            ("{\"id\":\"1\n{\"id\":\"2\"}", ["1: {\"id\":\"1", "2: {\"id\":\"2\"}"]),
            ("{\"id\":\n{\"id\":\"2\"}", ["1: {\"id\":", "2: {\"id\":\"2\"}"]),
            ("{\n \"a\": 1,\n", ["1: {\n \"a\": 1,"]), ("", []), ("no\n{", ["1: no", "2: {"]),
        ])
    func splits(text: String, expected: [String]) {
        #expect(pieces(text) == expected)
    }

    @Test("An indented request is read as the same one on a line")
    func indented() throws {
        let text =
            "{\n  \"v\": 1,\n  \"id\": \"A\",\n  \"queries\": [\n    {\n      \"id\": \"B\", \"sql\": \"SELECT 1\"\n    }\n  ]\n}\n"
        let piece = try #require(RequestLines(Array(text.utf8)).first { _ in true })
        let imported = try RequestJSON.decode(line: String(decoding: piece.bytes, as: UTF8.self))
        #expect(imported.record.id.span == 10)
    }
}
