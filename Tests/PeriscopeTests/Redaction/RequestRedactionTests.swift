import Periscope
import PeriscopeWire
import Testing

struct RequestRedactionTests {
    static func make() -> RequestRedaction {
        RequestRedaction(Redactor(rules: .standard, key: (1, 2)))
    }

    @Test("Headers are masked whole by name; cookies keep their names")
    func headers() {
        var redaction = Self.make()
        #expect(redaction.header(name: "Authorization", value: "Bearer abcdef123").text == "[redacted]")
        #expect(
            redaction.header(name: "cookie", value: "a=1; session=xyz; flag").text
                == "a=[redacted]; session=[redacted]; [redacted]")
        #expect(
            redaction.header(name: "Set-Cookie", value: "session=abc123; Path=/; HttpOnly").text
                == "session=[redacted]; Path=/; HttpOnly")
        #expect(redaction.header(name: "x-api-key", value: "k").text == "[redacted]")
        #expect(
            redaction.header(name: "Location", value: "/next?token=abc&page=2").text == "/next?token=[redacted]&page=2")
        #expect(redaction.header(name: "x-note", value: "seen abcdef123 before").text == "seen [redacted] before")
    }

    @Test("The password inside Basic credentials is known in the rest of the request", arguments: ["Basic", "basic"])
    func basicCredentials(scheme: String) {
        var redaction = Self.make()
        // ann:swordfish, as RFC 7617 writes it.
        #expect(redaction.header(name: "authorization", value: "\(scheme) YW5uOnN3b3JkZmlzaA==").text == "[redacted]")
        #expect(redaction.queryString("x=swordfish") == "x=[redacted]")
        #expect(redaction.freeText("ann tried swordfish") == "ann tried [redacted]")
        var broken = Self.make()
        #expect(broken.header(name: "authorization", value: "\(scheme) *not base64*").text == "[redacted]")
    }

    @Test(
        "Harmless headers stay as they are",
        arguments: [
            ("host", "127.0.0.1:8080"), ("user-agent", "curl/8.0 (a: b; c=d)"), ("accept", "text/html;q=0.9,*/*;q=0.8"),
            ("cache-control", "max-age=0"), ("content-type", "multipart/form-data; boundary=abc"),
            ("x-pinned", "monkey=1"),
            ("referer", "http://127.0.0.1:8080/books?page=2"), ("content-length", "51"), ("authority", "a"),
            ("date", "Mon, 23 Nov 2026 10:00:00 GMT"), ("etag", "\"abc:def=\""), ("server", "bookshop"),
        ])
    func harmlessHeaders(name: String, value: String) {
        var redaction = Self.make()
        let masked = redaction.header(name: name, value: value)
        #expect(masked.text == value && masked.mask == 0)
    }

    @Test(
        "Query strings and forms lose the values of secret names",
        arguments: [
            ("token=abc&page=2", "token=[redacted]&page=2"), ("page=2", "page=2"), ("a&b=&c", "a&b=&c"), ("", ""),
            ("user%5Bpassword%5D=x%20y&q=1", "user%5Bpassword%5D=[redacted]&q=1"),
            ("pass%77ord=abc", "pass%77ord=[redacted]"),
            ("password=", "password="), ("password=a=b&c", "password=[redacted]&c"), ("q=password", "q=password"),
            ("q=token:abc", "q=token:abc"), ("next=http://ann:pw123@host/", "next=http://ann:[redacted]@host/"),
            ("next=/cb?token=abc&x=1", "next=/cb?token=[redacted]&x=1"),
            ("next=%2Fcb%3Ftoken%3Dabc%26x%3D1", "next=/cb?token=[redacted]%26x=1"),
            ("/cb?token=abc", "/cb?token=[redacted]"),
            ("next=%2Fbooks%3Fpage%3D2", "next=%2Fbooks%3Fpage%3D2"),
        ])
    func pairs(text: String, masked: String) {
        var redaction = Self.make()
        #expect(redaction.queryString(text) == masked)
        let body = redaction.body(Array(text.utf8), contentType: "application/x-www-form-urlencoded", total: 0)
        #expect(text.isEmpty ? body.text == nil : body.text == masked)
    }

    @Test(
        "JSON loses the values of secret keys at any depth, whole, also when cut or broken",
        arguments: [
            (#"{"password":"hunter2","a":1}"#, #"{"password":"[redacted]","a":1}"#),
            (
                #"[{"x":{"apiKey" : 12345}},{"y":[{"pass\u0077ord":"z"}]}]"#,
                #"[{"x":{"apiKey" : "[redacted]"}},{"y":[{"pass\u0077ord":"[redacted]"}]}]"#
            ),
            (#"{"token":{"a":["b",{"c":"}"}]},"d":1}"#, #"{"token":"[redacted]","d":1}"#),
            (#"{"token":["a","b"],"d":"e"}"#, #"{"token":"[redacted]","d":"e"}"#),
            (#"{"password":"hun"#, #"{"password":"[redacted]""#),
            (#"{"password":"a\"b","c":2}"#, #"{"password":"[redacted]","c":2}"#),
            (#"{"token":{"a":"#, #"{"token":"[redacted]""#),
            (#"{"token": null, "pin": 1234}"#, #"{"token": null, "pin": "[redacted]"}"#),
            (#"{"note":"password"}"#, #"{"note":"password"}"#),
            (#"{"a":"token","b":"x:y"}"#, #"{"a":"token","b":"x:y"}"#),
            (#"{"pinned":true,"author":"A","tokenizer":"t"}"#, #"{"pinned":true,"author":"A","tokenizer":"t"}"#),
            (#"{"a":"{\"password\":\"x\"}"}"#, #"{"a":"{\"password\":\"[redacted]\"}"}"#),
            (#"{"a":"[{\"b\":\"{\\\"pin\\\":1}\"}]"}"#, #"{"a":"[{\"b\":\"{\\\"pin\\\":\\\"[redacted]\\\"}\"}]"}"#),
            (
                #"{"query":"mutation { login(password: \"x\") }"}"#,
                #"{"query":"mutation { login(password: [redacted]) }"}"#
            ),
            (#"{"link":"https://a/b?token=x&c=d"}"#, #"{"link":"https://a/b?token=[redacted]&c=d"}"#),
            (#"{"title":"Secret: a novel","a":"[draft]"}"#, #"{"title":"Secret: a novel","a":"[draft]"}"#),
            ("nonsense", "nonsense"), (#"{"a":"#, #"{"a":"#), (#""\"#, #""\"#), (#"{"token":"#, #"{"token":"#),
        ])
    func json(text: String, masked: String) {
        var redaction = Self.make()
        #expect(
            redaction.body(Array(text.utf8), contentType: "application/json; charset=utf-8", total: 0).text == masked)
    }

    @Test("Other bodies are shown only if they are text")
    func otherBodies() {
        var redaction = Self.make()
        _ = redaction.queryString("password=swordfish")
        let html = Array("<p>Password: <b>swordfish</b> token=1</p>".utf8)
        #expect(
            redaction.body(html, contentType: "text/html", total: 0).text
                == "<p>Password: <b>[redacted]</b> token=1</p>")
        let prose = Array("password: abc, else".utf8)
        #expect(redaction.body(prose, contentType: "text/plain", total: 0).text == "password: [redacted], else")
        #expect(redaction.body(html, contentType: "image/png", total: 0).text == nil)
        #expect(redaction.body([0xFF, 0xFE, 0x00, 0xC0, 0xC1], contentType: "text/plain", total: 5).text == nil)
        let cutInACharacter = redaction.body(Array("naïve".utf8.prefix(3)), contentType: "text/plain", total: 6)
        #expect(cutInACharacter.text == "na" && cutInACharacter.truncatedBytes == 3)
    }

    @Test(
        "Text in UTF-16 is not shown: no name in it would be recognised", arguments: ["application/json", "text/plain"])
    func wideText(type: String) {
        var redaction = Self.make()
        let bytes = Array(#"{"password":"hunter2"}"#.utf8).flatMap { [$0, 0] as [UInt8] }
        #expect(redaction.body(bytes, contentType: type, total: 0).text == nil)
    }

    @Test(
        "JSON that says it is a form, and text of other types, are masked",
        arguments: [
            (
                #" {"password":"a&b=c","d":1}"#, "application/x-www-form-urlencoded",
                #" {"password":"[redacted]","d":1}"#
            ),
            ("password: hunter2\n", "text/yaml", "password: [redacted]\n"),
            (#"{"token":"x"}"#, "text/x-json", #"{"token":"[redacted]"}"#),
            ("{ login(pin: \"12\") }", "application/graphql", "{ login(pin: [redacted]) }"),
            ("<a href='/x?token=abc'>token=1</a>", "text/html", "<a href='/x?token=[redacted]'>token=1</a>"),
        ])
    func mislabelledBodies(text: String, type: String, masked: String) {
        var redaction = Self.make()
        #expect(redaction.body(Array(text.utf8), contentType: type, total: 0).text == masked)
    }

    @Test("What `dump` writes below a secret name is gone")
    func dump() {
        struct User {
            var name = "Ann"
            var password: String? = "hunter2"
            var tokens = ["abc", "def"]
            var age = 7
        }
        var text = ""
        Swift.dump(User(), to: &text)
        let masked = Self.make().dump(text)
        #expect(!masked.contains("hunter2") && !masked.contains("abc") && !masked.contains("def"))
        #expect(masked.contains("name: \"Ann\"") && masked.contains("age: 7"))
    }

    @Test("Every value of a statement that names no columns, or sets a password, is masked")
    func statementsWithoutColumns() {
        var redaction = Self.make()
        #expect(
            redaction.sql("INSERT INTO user VALUES (1, 'hunter2')")
                == "INSERT INTO user VALUES ('[redacted]', '[redacted]')")
        let two = CapturedValues.list(["shop.db", "hunter2"].map { CapturedValue(kind: .text, text: $0) })
        #expect(redaction.values(sql: "ATTACH DATABASE ? AS other KEY ?", two).values.map(\.text).last == "[redacted]")
        #expect(!redaction.sql("PRAGMA key = 'hunter2'").contains("hunter2"))
        #expect(!redaction.sql("ALTER ROLE ann PASSWORD 'hunter2'").contains("hunter2"))
        #expect(redaction.sql("PRAGMA foreign_keys = 1") == "PRAGMA foreign_keys = 1")
        #expect(redaction.sql("INSERT INTO a (b) VALUES ('c')") == "INSERT INTO a (b) VALUES ('c')")
    }

    @Test("Named values belong to the placeholders of their names, in whatever order they come")
    func namedValues() {
        var redaction = Self.make()
        func value(_ name: String, _ text: String) -> CapturedValue {
            CapturedValue(kind: .other, text: text, name: name)
        }
        let values = redaction.values(
            sql: "UPDATE user SET password = :pw WHERE id = :id", .list([value("id", "7"), value("pw", "hunter2")]))
        #expect(values.values.map(\.text) == ["7", "[redacted]"])
        let call = redaction.values(sql: "SELECT login(?, ?)", .list([value("name", "ann"), value("password", "x")]))
        #expect(call.values.map(\.text) == ["ann", "[redacted]"])
        let unknown = redaction.values(sql: "SELECT 1 FROM user WHERE pin = ?", .list([value("other", "1234")]))
        #expect(unknown.values.map(\.text) == ["[redacted]"])
    }

    @Test("A header's value that is remembered still loses what a later request taught")
    func remembered() {
        let redactor = Redactor(rules: .standard, key: (1, 2))
        var first = RequestRedaction(redactor)
        #expect(first.header(name: "x-note", value: "hunter2 token=abc").text == "hunter2 token=[redacted]")
        var second = RequestRedaction(redactor)
        _ = second.queryString("password=hunter2")
        #expect(second.header(name: "x-note", value: "hunter2 token=abc").text == "[redacted] token=[redacted]")
        var third = RequestRedaction(redactor)
        #expect(third.header(name: "x-note", value: "hunter2 token=abc").text == "hunter2 token=[redacted]")
    }

    @Test("Keys of one length and the same ends are told apart in JSON")
    func alikeKeys() {
        var redaction = Self.make()
        let json = #"[{"pan":"a","pin":"b"},{"pin":"c","pan":"d"}]"#
        let body = redaction.body(Array(json.utf8), contentType: "application/json", total: UInt64(json.utf8.count))
        #expect(body.text == #"[{"pan":"a","pin":"[redacted]"},{"pin":"[redacted]","pan":"d"}]"#)
    }

    @Test("Many cookies leave room for what else is secret in the request")
    func manySecrets() {
        var redaction = Self.make()
        let cookies = (0..<40).map { "c\($0)=abc+/\($0)abcdef==" }.joined(separator: "; ")
        _ = redaction.header(name: "cookie", value: cookies)
        _ = redaction.queryString("password=hunter2")
        #expect(redaction.freeText("it was hunter2") == "it was [redacted]")
    }

    @Test("The beginning of a secret at the end of a text that was cut is masked too")
    func cutSecret() {
        var redaction = Self.make()
        _ = redaction.header(name: "Authorization", value: "Bearer abcdefghijklmnopqrstuvwxyz")
        #expect(redaction.freeText("seen abcdefghijkl") == "seen [redacted]")
        let nodes = redaction.context([CapturedContext(key: "note", type: "String", value: "x abcdefghijkl…")])
        #expect(nodes[0].value == "x [redacted]…")
    }

    @Test("Multipart keeps names and sizes")
    func multipart() {
        var redaction = Self.make()
        let body =
            "--X\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nhunter2\r\n"
            + "--X\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"cat.png\"\r\n\r\n\u{1}\u{2}\u{3}\r\n--X--\r\n"
        let text = redaction.body(Array(body.utf8), contentType: "multipart/form-data; boundary=\"X\"", total: 0).text
        #expect(text == "name=\"password\" 7 bytes\nname=\"photo\"; filename=\"cat.png\" 3 bytes")
    }

    @Test("SQL loses literals and values of secret columns")
    func sql() {
        var redaction = Self.make()
        #expect(
            redaction.sql("SELECT * FROM user WHERE password = 'hunter22' AND name = 'Ann'")
                == "SELECT * FROM user WHERE password = '[redacted]' AND name = 'Ann'")
        #expect(redaction.freeText("it was hunter22") == "it was [redacted]")
        let insert = "INSERT INTO user (name, password) VALUES (?, ?), (?, ?)"
        let values = redaction.values(
            sql: insert, .expanded("INSERT INTO user (name, password) VALUES ('Ann', 'secretA'), ('Bob', 'secretB')"))
        #expect(values.values.map(\.text) == ["Ann", "[redacted]", "Bob", "[redacted]"])
        #expect(values.values[1].mask != values.values[3].mask, "the viewer can tell that they differ")
        let update = redaction.values(
            sql: "UPDATE user SET token = :token, seen = :seen WHERE id = :id",
            .list(["t-1", "now", "7"].map { CapturedValue(kind: .text, text: $0) }))
        #expect(update.values.map(\.text) == ["[redacted]", "now", "7"])
        let numbered = redaction.values(
            sql: "SELECT 1 FROM user WHERE id = $2 AND password = $1",
            .list([CapturedValue(kind: .text, text: "pw"), CapturedValue(kind: .integer, text: "9")]))
        #expect(numbered.values.map(\.text) == ["[redacted]", "9"])
    }

    @Test("A name that stands in several places has one value, secret if any of them is")
    func valuesByNumber() {
        var redaction = Self.make()
        let named = redaction.values(
            sql: "SELECT 1 FROM user WHERE a LIKE :p OR b LIKE :p OR c = :s OR password = :s LIMIT :n",
            .expanded(
                "SELECT 1 FROM user WHERE a LIKE '%x%' OR b LIKE '%x%' OR c = 'hunter22' OR password = 'hunter22' LIMIT 30"
            ))
        #expect(named.values.map(\.text) == ["%x%", "[redacted]", "30"])
        let numbered = redaction.values(sql: "SELECT ?3, ?1, ?3", .expanded("SELECT 7, 'a', 7"))
        #expect(numbered.values.map(\.text) == ["a", "", "7"])
        #expect(numbered.values[1].kind == .null)
        let huge = redaction.values(sql: "SELECT ?30000", .expanded("SELECT 7"))
        #expect(huge.values.count + huge.omitted <= 200)
    }

    @Test(
        "A number that no database takes counts for none, and one behind a colon is a name",
        arguments: ["SELECT :9223372036854775807, ?", "SELECT ?9223372036854775807, ?", "SELECT $65536, ?"])
    func impossibleNumbers(sql: String) {
        var redaction = Self.make()
        let list = ["a", "b"].map { CapturedValue(kind: .text, text: $0) }
        #expect(redaction.values(sql: sql, .list(list)).values.map(\.text) == ["a", "b"])
        let expanded = redaction.values(sql: sql, .expanded("SELECT 'a', 'b'"))
        #expect(expanded.values.map(\.text) == (sql.contains(":") ? ["a", "b"] : ["b"]))
        let named = redaction.values(sql: "SELECT 1 FROM user WHERE id = :5 AND pin = ?", .list(list))
        #expect(named.values.map(\.text) == ["a", "[redacted]"])
        let secret = redaction.values(sql: "SELECT 1 FROM user WHERE id = ? AND pin = ?70000", .list(list))
        #expect(secret.values.map(\.text) == ["[redacted]", "[redacted]"])
    }

    @Test("A value that begins with a combining mark does not show it")
    func combiningMarks() {
        var redaction = Self.make()
        #expect(redaction.header(name: "Cookie", value: "a=\u{301}bc").text == "a=[redacted]")
        #expect(redaction.header(name: "Set-Cookie", value: "a=\u{301}bc; Path=/").text == "a=[redacted]; Path=/")
        _ = redaction.header(name: "Authorization", value: "Bearer \u{301}abcdef")
        #expect(redaction.freeText("x\u{301}abcdef") == "x[redacted]")
    }

    @Test("Values that can't be told from the statement do not leave the process")
    func misaligned() {
        var redaction = Self.make()
        let values = redaction.values(sql: "SELECT * FROM a WHERE b = ?", .expanded("SELECT * FROM c WHERE b = 'x'"))
        #expect(values.values.isEmpty && values.omitted == 1)
        #expect(redaction.values(sql: "SELECT ?", .tooLong(bytes: 99)).omitted == 1)
    }

    @Test("Template context is masked by key at any depth")
    func context() {
        var redaction = Self.make()
        let nodes = redaction.context([
            CapturedContext(
                key: "user", type: "User", value: nil,
                children: [
                    CapturedContext(key: "password", type: "String", value: "hunter22"),
                    CapturedContext(key: "name", type: "String", value: "Ann"),
                ]),
            CapturedContext(
                key: "session", type: "Session", value: nil,
                children: [CapturedContext(key: "id", type: "String", value: "s-123456")]),
        ])
        #expect(nodes[0].children.map(\.value) == ["[redacted]", "Ann"])
        #expect(nodes[1].value == "[redacted]" && nodes[1].children.isEmpty)
        #expect(redaction.freeText("s-123456 and hunter22") == "[redacted] and [redacted]")
    }

    @Test("Attributes that hold URLs and SQL are masked as such")
    func attributes() {
        var redaction = Self.make()
        #expect(
            redaction.attribute(key: "url.full", value: "https://a:pw@h/x?token=1&b=2#c").text
                == "https://a:[redacted]@h/x?token=[redacted]&b=2#c")
        #expect(redaction.attribute(key: "url.query", value: "pin=1234").text == "pin=[redacted]")
        #expect(
            redaction.attribute(key: "db.query.text", value: "UPDATE t SET pin = 12 WHERE a = 1").text
                == "UPDATE t SET pin = '[redacted]' WHERE a = 1")
        #expect(redaction.attribute(key: "session.id", value: "abc").text == "[redacted]")
        #expect(redaction.attribute(key: "http.route", value: "/a/{id}") == Masked(text: "/a/{id}"))
    }

    @Test(
        "Free text loses pairs, credentials and passwords in URLs",
        arguments: [
            ("login password=hunter2 ok", "login password=[redacted] ok"),
            ("token: abc, next", "token: [redacted], next"),
            (#"{"password": "a b", "x": 1}"#, #"{"password": [redacted], "x": 1}"#),
            ("Authorization: Bearer abc def", "Authorization: [redacted] def"),
            ("sent Bearer eyJhbGciOi.J9 along", "sent Bearer [redacted] along"),
            ("the bearer of news: good", "the bearer of news: good"),
            ("basic knowledge", "basic knowledge"), ("postgres://ann:pw@db/shop", "postgres://ann:[redacted]@db/shop"),
            ("User(password: Optional(\"x y\"), id: 7)", "User(password: [redacted], id: 7)"),
            ("password =  secret; done", "password =  [redacted]; done"), ("password:", "password:"),
            ("monkey=1 author: B pinned: true", "monkey=1 author: B pinned: true"),
            ("time 12:30:01 a==b c::d", "time 12:30:01 a==b c::d"),
            ("see https://example.com/a?b=c@d:e", "see https://example.com/a?b=c@d:e"), ("", ""), (":", ":"),
            ("=", "="), ("B", "B"),
            ("Authorization: ApiKey sk-12345 here", "Authorization: [redacted] here"),
            ("Authorization: Digest username=\"a\", response=\"b\"", "Authorization: [redacted]"),
            ("Cookie: a=1; b=2\nHost: c", "Cookie: [redacted]\nHost: c"),
            ("authorization: denied, Content-Type: a", "authorization: [redacted], Content-Type: a"),
            ("API key: sk-12345, card number = 4111", "API key: [redacted], card number = [redacted]"),
            ("the key: a, number: 7", "the key: a, number: 7"),
            ("POST /login?user%5Bpin%5D=12&a=b", "POST /login?user%5Bpin%5D=[redacted]&a=b"),
            ("Key (email, token)=(a, b) already exists", "Key (email, token)=[redacted] already exists"),
            ("Key (email)=(a) already exists", "Key (email)=(a) already exists"),
            (
                "failed: INSERT INTO u (name, pin) VALUES ('ann', '12')",
                "failed: INSERT INTO u (name, pin) VALUES ('ann', '[redacted]')"
            ),
            ("update your 'settings' (see the token page)", "update your 'settings' (see the token page)"),
            ("session_id='abc'", "session_id=[redacted]"), ("password=\"cut off", "password=[redacted]"),
        ])
    func freeText(text: String, masked: String) {
        #expect(Self.make().freeText(text) == masked)
    }

    @Test("A value of six characters that was masked is gone from later texts, in its encoded forms too")
    func taught() {
        var redaction = Self.make()
        _ = redaction.queryString("password=p%C3%A4ss%20word%22x&pin=12345")
        #expect(
            redaction.freeText("raw päss word\"x, url p%C3%A4ss%20word%22x, json päss word\\\"x")
                == "raw [redacted], url [redacted], json [redacted]")
        #expect(redaction.freeText("a pin of 12345") == "a pin of 12345", "five characters could be anything")
    }

    @Test("Equal values have equal masks, others differ, and another process's key gives others")
    func hashes() {
        let redactor = Redactor(rules: .standard, key: (1, 2))
        #expect(redactor.hash("a") == redactor.hash("a"))
        #expect(redactor.hash("a") != redactor.hash("b"))
        #expect(redactor.hash("a") != Redactor(rules: .standard, key: (1, 3)).hash("a"))
        #expect(redactor.hash("") != 0)
    }
}
