import PeriscopeHistory
import Testing
import WireTesting

struct FilterParserTests {
    @Test(
        "A filter is read, and written again with the keys' own names",
        arguments: [
            ("", ""), ("   ", ""), ("books", "books"), ("get 200", "get 200"),
            ("status:5xx", "status:5xx"), ("STATUS:5XX Method:post", "status:5XX method:post"),
            ("http.response.status_code>=500", "status>=500"), ("content-type:json", "type:json"),
            ("time>1.5s", "ms>1.5s"), ("route:\"/books/{id}\"", "route:/books/{id}"),
            ("method:GET,POST", "method:GET,POST"), ("status:200..299", "status:200..299"), ("ms:..5", "ms:..5"),
            ("-books", "-books"), ("!books", "-books"), ("not books", "-books"), ("--books", "--books"),
            ("status!=404", "-status=404"), ("a or b", "a or b"), ("a | b", "a or b"), ("a OR b and c", "a or (b c)"),
            ("a b or c", "(a b) or c"), ("(a or b) c", "(a or b) c"), ("-(a or b)", "-(a or b)"), ("((a))", "a"),
            ("n+1", "n+1"), ("/books?page=2", "\"/books?page=2\""), ("count(*)", "\"count(*)\""),
            ("(count(*) or x)", "\"count(*)\" or x"), ("\"slow query\"", "\"slow query\""), ("\"or\"", "\"or\""),
            ("sql:\"a \\\"b\\\" \\\\ c\"", "sql:\"a \\\"b\\\" \\\\ c\""), ("page=2", "\"page=2\""),
            ("https://x.org/a", "\"https://x.org/a\""), ("std::sort", "\"std::sort\""), ("12:30", "\"12:30\""),
            ("<h1>", "\"<h1>\""), ("~", "\"~\""), ("a - b", "a \"-\" b"), ("header:x-id=7", "header:x-id=7"),
            ("header:x-id", "header:x-id"), ("path=/api/*", "path=/api/*"), ("path=\"/a*\"", "path=\"/a*\""),
            ("is:Open has:sql finding:n+1", "is:Open has:sql finding:\"n+1\""), ("query=\"\"", "query=\"\""),
            ("build:previous age<5m size>10k level>=warn", "build:previous age<5m size>10k level>=warn"),
        ])
    func read(text: String, canonical: String) throws {
        let filter = try RequestFilter(text)
        #expect(filter.expression.description == canonical.replacing("finding:\"n+1\"", with: "finding:n+1"))
        let again = try RequestFilter(filter.expression.description)
        #expect(again.expression == filter.expression)
        #expect(filter.text == text)
    }

    @Test(
        "What is wrong is told with its place, and with what to do",
        arguments: [
            ("statsu:200", 0, 6, "no key is called “statsu”: did you mean “status”?"),
            ("GET sqk:orders", 4, 3, "did you mean “sql”?"), ("foobarbaz:1", 0, 9, "in quotes it is a text"),
            ("mss>100", 0, 3, "did you mean “ms”?"), ("ms>fast", 3, 4, "“fast” is not a number with ns"),
            ("ms>1 s>2", 5, 1, "no key is called “s”"), ("status:abc", 7, 3, "a status such as 404"),
            ("status:6000", 7, 4, "a status such as"), ("size>10q", 5, 3, "10k"), ("age<5y", 4, 2, "such as 5m"),
            ("path>3", 5, 1, "path is no number: write path: or path="), ("is:broken ", 3, 6, "is none of is"),
            ("is:markd x", 3, 5, "did you mean “marked”?"),
            ("finding:n_plus_two x", 8, 10, "did you mean “n_plus_one”?"),
            ("level:loud x", 6, 4, "trace, debug"), ("build:soon x", 6, 4, "current"),
            ("a ) b", 2, 1, "no ( belongs to this )"),
            ("() a", 0, 2, "nothing stands between ( and )"), ("or a", 0, 2, "nothing stands before"),
            ("a or or b", 2, 2, "stands behind “or”"), ("(or a)", 1, 2, "nothing stands before"),
            ("method:GET,,POST", 10, 1, "a value is missing beside this comma"), ("ms>1,2", 5, 1, "one number"),
            ("ms:5..1", 3, 4, "the first number is above the second"), ("ms>1..5", 3, 4, "one number"),
            ("status: 200", 7, 0, "what? a status"), ("@nobody x", 0, 7, "no filter is called “@nobody”"),
        ])
    func wrong(text: String, place: Int, length: Int, message: String) throws {
        let problem = try #require(throws: FilterProblem.self) { try RequestFilter(text) }
        #expect(problem.place == place && problem.length == length, "\(problem)")
        #expect(problem.message.contains(message), "\(problem.message)")
        #expect(!problem.isIncomplete)
        #expect(throws: FilterProblem.self) { try RequestFilter(typing: text) }
    }

    @Test(
        "A text that is not finished says so, and its finished part is a filter already",
        arguments: [
            ("status:", ""), ("GET status:", "GET"), ("GET ms>", "GET"), ("a or", "a"), ("a and", "a"),
            ("(a or b", "a or b"),
            ("(a", "a"), ("-", ""), ("a -", "a"), ("a not", "a"), ("\"slow qu", "\"slow qu\""), ("method:GET,", ""),
            ("is:mar", ""), ("level:war", ""), ("build:prev", ""), ("(", ""), ("a or (", "a"), ("@", ""),
        ])
    func unfinished(text: String, rest: String) throws {
        let problem = try #require(throws: FilterProblem.self) { try RequestFilter(text) }
        #expect(problem.isIncomplete || text == "@", "\(problem)")
        #expect(try RequestFilter(typing: text).expression.description == rest)
    }

    @Test("A problem shows its place below the text")
    func caret() throws {
        let text = "GET statsu:200"
        let problem = try #require(throws: FilterProblem.self) { try RequestFilter(text) }
        #expect(problem.marked(in: text, indent: "  ") == "  GET statsu:200\n      ^~~~~~")
    }

    @Test("A filter may name others, whatever their capitals, but not itself")
    func named() throws {
        var named = NamedFilters()
        for (name, text) in [
            ("slow", "ms>500"), ("mine", "@slow or @bad"), ("Bad", "status:5xx"), ("a", "@b"), ("b", "x @c"),
            ("c", "@a"),
            ("wrong", "statsu:200"),
        ] {
            let isSet = named.set(name, to: text)
            #expect(isSet)
        }
        let filter = try RequestFilter("-@Mine books", named: named)
        #expect(filter.expression.description == "-@mine books")
        #expect(filter.expression.terms.count == 3)
        #expect(try RequestFilter("@slow", named: named).expression.terms == RequestFilter("ms>500").expression.terms)
        let cycle = try #require(throws: FilterProblem.self) { try RequestFilter("x @a", named: named) }
        #expect(cycle.message.contains("a filter cannot stand in itself: @a in @b in @c in @a"))
        #expect(cycle.place == 2 && cycle.length == 2)
        let inner = try #require(throws: FilterProblem.self) { try RequestFilter("@wrong", named: named) }
        #expect(inner.message.hasPrefix("in @wrong: no key is called"))
        for name in ["9lives", "a b", ""] {
            let isSet = named.set(name, to: "x")
            #expect(!isSet)
        }
    }

    @Test("What is too large is refused, not followed")
    func limits() throws {
        let deep = String(repeating: "(", count: 40) + "a" + String(repeating: ")", count: 40)
        #expect(throws: FilterProblem.self) { try RequestFilter(deep) }
        #expect(throws: FilterProblem.self) { try RequestFilter(String(repeating: "-", count: 40) + "a") }
        #expect(throws: FilterProblem.self) { try RequestFilter(String(repeating: "a ", count: 600)) }
        #expect(throws: FilterProblem.self) { try RequestFilter(String(repeating: "a", count: 5_000)) }
        var named = NamedFilters()
        named.set("n0", to: "a b c d")
        for number in 1...20 { named.set("n\(number)", to: "@n\(number - 1) @n\(number - 1) @n\(number - 1)") }
        #expect(throws: FilterProblem.self) { try RequestFilter("@n20", named: named) }
    }

    @Test("Any text is read or refused with a place inside of it", arguments: 1...40 as ClosedRange<UInt64>)
    func fuzz(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "status", ":", "=", "<", ">", "!=", "5xx", "ms", "100", "..", ",", "(", ")", "-", "!", "\"", "\\", "or",
            "and",
            "not", " ", "  ", "@", "a", "is", "marked", "header", "x-id", "*", "é", "👩‍👩‍👧", "\u{0}", "\n", "sql", "build",
            "previous", "level", "age", "5m", ".", "k",
        ]
        for _ in 0..<200 {
            var text = ""
            for _ in 0..<Int.random(in: 0...20, using: &random) {
                if Int.random(in: 0..<8, using: &random) == 0 {
                    let bytes = (0..<4).map { _ in UInt8.random(in: 0...255, using: &random) }
                    text += String(decoding: bytes, as: UTF8.self)
                } else {
                    text += pieces.randomElement(using: &random) ?? ""
                }
            }
            check(text)
        }
    }

    private func check(_ text: String) {
        do {
            let filter = try RequestFilter(text)
            let canonical = filter.expression.description
            // A mark that joins a quote makes another character of it.
            guard canonical.count == canonical.unicodeScalars.count else { return }
            let again = try? RequestFilter(canonical)
            #expect(
                again?.expression == filter.expression, "\(text.debugDescription) became \(canonical.debugDescription)")
        } catch {
            #expect(
                error.place >= 0 && error.length >= 0 && error.place + error.length <= text.count, "\(text): \(error)")
            #expect(!error.message.isEmpty)
        }
        _ = try? RequestFilter(typing: text)
    }
}
