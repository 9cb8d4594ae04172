import PeriscopeHistory
import Testing

struct FilterCompletionTests {
    private func items(_ text: String, named: NamedFilters = NamedFilters()) -> [String] {
        let completion = FilterCompletion(text, cursor: text.count, named: named, history: FilterScript().history)
        return completion.items.map(\.text)
    }

    @Test(
        "Keys, then values that were seen",
        arguments: [
            ("sta", ["status:"]), ("GET -met", ["method:"]), ("(qu", ["query:", "queries>", "query_ms>"]),
            ("http.req", ["http.request.method:", "http.request.body.size>"]),
            ("status:", ["2xx", "200", "201", "4xx", "404", "5xx", "500"]), ("status:2", ["2xx", "200", "201"]),
            ("method:p", ["POST"]),
            ("method:GET,", ["GET", "POST"]), ("route:\"/sh", ["/shop/{shop}/order"]),
            ("is:ma", ["marked"]), ("build:", ["current", "previous", "1"]),
            ("app:", ["bookshop"]), ("param:", ["shop"]), ("param:shop=", ["42"]),
            ("header:x-", ["X-Request-Id", "X-A-Rather-Long-Name"].sorted()),
            ("header:x-request-id=", ["7"]),
            ("template:", ["authors", "Templates/rates-of-exchange.mustache", "rates"]),
            ("context:", ["currency"]), ("call:", ["\"GET rates\""]), ("type:app", ["application/json"]),
            ("error:", ["TillError", "\"The till is jammed\""]), ("level>=w", ["warning"]),
            ("config:", ["debug", "release"]), ("zzz", []), ("ms>", []),
        ] as [(String, [String])])
    func items(text: String, expected: [String]) {
        let found = items(text)
        #expect(Set(found) == Set(expected), "\(found)")
    }

    @Test("An item takes the place of what was written, its quote included")
    func place() {
        let history = FilterScript().history
        let text = "GET method:GET,po x"
        let completion = FilterCompletion(text, cursor: 17, named: NamedFilters(), history: history)
        #expect(completion.place == 15..<17)
        #expect(completion.items.map(\.text) == ["POST"])
        let quoted = FilterCompletion("call:\"GET r", cursor: 11, named: NamedFilters(), history: history)
        #expect(quoted.place == 5..<11)
        #expect(quoted.items.map(\.text) == ["\"GET rates\""])
    }

    @Test("Filters of the settings are offered by their names")
    func named() {
        var named = NamedFilters()
        named.set("slow", to: "ms>500")
        named.set("mine", to: "@slow app:x")
        #expect(items("@", named: named) == ["@mine", "@slow"])
        #expect(items("x @s", named: named) == ["@slow"])
        #expect(items("", named: named).suffix(2) == ["@mine", "@slow"])
    }

    @Test("What all have in common is known")
    func common() {
        let completion = FilterCompletion("que", cursor: 3, named: NamedFilters(), history: History())
        #expect(completion.common == "quer")
    }
}
