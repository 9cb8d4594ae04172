import PeriscopeUI
import Testing

struct JSONIndenterTests {
    @Test(
        "JSON is laid out as far as it goes",
        arguments: [
            (#"{"a":1,"b":[true,null]}"#, "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null\n  ]\n}"),
            (" [ ] ", "[]"), ("{ }", "{}"),
            (#"{"a":"x,{\\"y"#, "{\n  \"a\": \"x,{\\\\\"y"),
            ("[1,", "[\n  1,\n  "), ("]]", nil), ("plain", nil), ("", nil), ("\"text\"", nil),
        ])
    func layout(text: String, expected: String?) {
        #expect(JSONIndenter.indented(text) == expected)
    }

    @Test("Deep nesting does not grow by its square")
    func deep() {
        let text = String(repeating: "[", count: 60_000)
        #expect((JSONIndenter.indented(text)?.utf8.count ?? 0) < 60_000 * 60)
    }
}
