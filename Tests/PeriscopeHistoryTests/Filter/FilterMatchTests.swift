import PeriscopeHistory
import PeriscopeWire
import Testing
import WireTesting

struct FilterMatchTests {
    @Test(
        "Each term finds what it asks for",
        arguments: [
            ("", [1, 2, 3, 4, 5, 6]), ("status:200", [1, 4]), ("status:2xx", [1, 2, 4]), ("status:5", [3]),
            ("status:40", [5]), ("status:4xx,5xx", [3, 5]), ("status>=400", [3, 5]), ("status>4xx", [3]),
            ("status:200..299", [1, 2, 4]), ("status!=200", [2, 3, 5, 6]), ("-status:200", [2, 3, 5, 6]),
            ("method:post", [2]), ("method:GET,POST", [1, 2, 3, 4, 5, 6]), ("path:/shop", [2]), ("path=/shop", []),
            ("path=/shop/*", [2]), ("path=*/order", [2]), ("path=/*/order", [2]), ("path:s*o", [2, 6]),
            ("route:{shop}", [2]), ("route=/authors", [1]), ("-has:route", [3, 5, 6]), ("query:page=2", [2]),
            ("query:ZOË", [2]),
            ("url:order?page", [2]), ("param:shop=42", [2]), ("param:shop", [2]), ("param:shop=4", []),
            ("param:shop:4", [2]), ("header:x-request-id=7", [2]), ("header:X-Request-Id", [2]),
            ("header:curl", [1, 2, 3, 4, 5, 6]), ("header:user-agent:CURL", [1, 2, 3, 4, 5, 6]),
            ("header:user-agent=curl", []), ("header:user-agent=curl*", [1, 2, 3, 4, 5, 6]),
            ("header:x-a-rather*", [2]),
            ("header:accept=x,*/*", [1, 2, 3, 4, 5, 6]), ("header:rather", [2]),
            ("header:content-length=5120", [1, 2, 3, 4, 5]),
            ("body:darkness", [2]), ("body:created", [2]), ("body:\"title\\\": \"", [2]), ("type:json", [2]),
            ("host:8080", [1, 2, 3, 4, 5, 6]),
            ("remote:10.0.0.9", [2]),
        ] as [(String, [UInt64])])
    func request(text: String, spans: [UInt64]) throws {
        #expect(try FilterScript().found(text) == spans)
    }

    @Test(
        "Numbers are compared in their units",
        arguments: [
            ("ms>100", [2, 6]), ("ms>1s", [6]), ("ms:12", [1]), ("ms:12.5", [1]), ("ms=12.4", []), ("ms<1", [4]),
            ("time<=1ms", [3, 4]), ("ms:1..20", [1, 3, 5]), ("ms>2.9s", [6]), ("ms<300us", []),
            ("ms>=300us ms<=300us", [4]),
            ("age<5s", [6]), ("age>30s", [1, 2, 3]), ("age<1m", [1, 2, 3, 4, 5, 6]), ("size>10k", [2]),
            ("size:5k", [1, 3, 4, 5]), ("size>11.9kb", [2]), ("size:5120b", [1, 3, 4, 5]), ("request_size>0", [2]),
            ("queries>0", [1, 2]), ("queries:3", [1]), ("sql_ms>20", [2]), ("query_ms>20", [2]), ("rows>1000", [2]),
            ("rows:1", [1]),
            ("renders>0", [1, 4, 5]), ("template_ms>0.5", [1, 4, 5]), ("render_ms>=1", [1, 4, 5]),
            ("logs>0", [1, 2, 4]),
            ("warnings>0", [2]), ("calls>0", [5]), ("spans>3", [1]), ("dropped>0", [5]), ("level:warning", [2]),
            ("level>=info", [1, 2, 4]), ("level<warning", [1, 4]), ("cpu>0", []), ("samples:0", [1, 2, 3, 4, 5, 6]),
            ("pid:4242", [1, 2, 3, 4, 5, 6]), ("pid>5000", []),
        ] as [(String, [UInt64])])
    func numbers(text: String, spans: [UInt64]) throws {
        #expect(try FilterScript().found(text) == spans)
    }

    @Test(
        "Details are found whole, in their places only",
        arguments: [
            ("sql:orders", [2]), ("sql:\"insert into\"", [2]), ("sql:4711", [2]), ("sql:\"left hand\"", [2]),
            ("sql:author", [1]),
            ("sql:charged", []), ("sql:sqlite", []), ("value=4711", [2]), ("value=471", []), ("value:darkness", [2]),
            ("value:insert", []),
            ("db:writer", [1, 2]), ("db:/data", [2]), ("db:orders", []), ("template:author", [1, 4]),
            ("template:exchange", [5]),
            ("context:currency=EUR", [5]), ("context:eur", [5]), ("log:charged", [2]), ("log:customer=4711", [2]),
            ("log:4711", [2]),
            ("log:bookshop", [1, 2, 4]), ("log:insert", []), ("call:rates", [5]), ("call:http.request.method=get", [5]),
            ("span:handler", []),
            ("span:\"GET /authors\"", [1, 4]), ("attr:http.request.method=GET", [5]), ("attr:get", [5]),
            ("error:jammed", [3]),
            ("error:tillerror", [3]), ("error:Till.swift", [3]), ("any:mustache", [5]),
            ("any:\"rather long value\"", [2]),
            ("any:created", [2]), ("any:10.0.0.9", [2]), ("any:nowhere-at-all", []),
            ("app:bookshop", [1, 2, 3, 4, 5, 6]), ("app:4242", [1, 2, 3, 4, 5, 6]),
            ("app:book", [1, 2, 3, 4, 5, 6]), ("app=book", []), ("config:debug", [1, 2, 3, 4, 5, 6]),
            ("config:release", []),
            ("build:1", [1, 2, 3, 4, 5, 6]), ("build:previous", []), ("build:current", [1, 2, 3, 4, 5, 6]),
            ("kind:http", [1, 2, 3, 4, 5, 6]),
            ("trace:0102030405", [1, 2, 3, 4, 5, 6]), ("id:0000000000000003", [3]),
        ] as [(String, [UInt64])])
    func details(text: String, spans: [UInt64]) throws {
        #expect(try FilterScript().found(text) == spans)
    }

    @Test(
        "States and possessions",
        arguments: [
            ("is:running", [6]), ("is:open", [6]), ("is:finished", [1, 2, 4, 5]), ("is:failed", [3]), ("is:error", [3]),
            ("is:ok", [1, 2, 4]), ("is:stream", [5]), ("is:aborted", [5]), ("is:hidden", [4]), ("is:marked", [2, 5]),
            ("-is:marked", [1, 3, 4, 6]), ("is:running,failed", [3, 6]), ("is:cut", [5]), ("has:queries", [1, 2]),
            ("has:renders", [1, 4, 5]),
            ("has:logs", [1, 2, 4]), ("has:warnings", [2]), ("has:calls", [5]), ("has:query", [2]), ("has:error", [3]),
            ("has:body", [1, 2, 3, 4, 5]), ("has:samples", []), ("finding:n_plus_one", [1]), ("finding:n+1", [1]),
            ("is:slow", [2]),
        ] as [(String, [UInt64])])
    func states(text: String, spans: [UInt64]) throws {
        #expect(try FilterScript().found(text, marks: [2, 5]) == spans)
    }

    @Test(
        "Words stand where a person would look for them",
        arguments: [
            ("authors", [1, 4]), ("POST", [2]), ("404", [5]), ("jammed", [3]), ("TILLERROR", [3]), ("orders", [2]),
            ("listed", [1, 4]),
            ("bookshop", [1, 2, 3, 4, 5, 6]), ("bookshops", []), ("order?page", [2]), ("created", []), ("4711", []),
            ("shop 201", [2]), ("post or 404", [2, 5]), ("-authors", [2, 3, 5, 6]), ("-(authors or post)", [3, 5, 6]),
            ("\"till is\"", [3]),
        ] as [(String, [UInt64])])
    func words(text: String, spans: [UInt64]) throws {
        #expect(try FilterScript().found(text) == spans)
    }

    /// Terms that are put together in properties.
    private static let terms = [
        "status:2xx", "ms>5", "sql:orders", "sql:author", "header:x-request-id=7", "body:dark", "log:card", "books",
        "authors", "age<30s",
        "is:running", "has:logs", "template:rates", "any:curl", "path:/s", "level>=warning", "rows>5", "build:current",
    ]

    @Test("What a filter does not find, its negation finds", arguments: terms)
    func complement(term: String) throws {
        let script = FilterScript()
        let (found, others) = (try script.found(term), try script.found("-\(term)"))
        #expect(Set(found).isDisjoint(with: others))
        #expect(Set(found).union(others) == [1, 2, 3, 4, 5, 6])
        #expect(try script.found("--\(term)") == found)
    }

    @Test("And, or and not are those of logic, in any order", arguments: 1...30 as ClosedRange<UInt64>)
    func logic(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let script = FilterScript()
        let two = (0..<2).map { _ in Self.terms.randomElement(using: &random) ?? "books" }
        let (a, b) = (Set(try script.found(two[0])), Set(try script.found(two[1])))
        #expect(Set(try script.found("\(two[0]) \(two[1])")) == a.intersection(b))
        #expect(Set(try script.found("\(two[0]) or \(two[1])")) == a.union(b))
        #expect(Set(try script.found("-(\(two[0]) or \(two[1]))")) == Set(1...6).subtracting(a.union(b)))
        #expect(try script.found("-(\(two[0]) \(two[1]))") == script.found("-\(two[0]) or -\(two[1])"))
    }

    @Test("A request is found alike before it is packed and after")
    func packing() throws {
        // 200 spans are not packed, 100 are.
        for count in [100, 200] {
            var feed = Feed()
            var history = History.connected(&feed)
            var delta = feed.whole(1, queries: count)
            delta.spans[count - 1].query.values[0].text = "needle in the last value"
            delta.logs.append(feed.log("another line", at: 5_000_000))
            history.apply([delta], from: &feed)
            for text in [
                "value:needle", "sql:needle", "rows:1", "log:another", "header:curl", "any:needle", "spans>99",
                "template:authors",
            ] {
                #expect(history.requests(matching: try RequestFilter(text), now: noon).count == 1, "\(text) \(count)")
            }
            #expect(history.requests(matching: try RequestFilter("sql:nothing"), now: noon).isEmpty)
        }
    }

    @Test("A filter that goes on where another ends finds no more than that")
    func narrowing() throws {
        let pairs = [
            ("bo", "boo", true), ("a", "a b", true), ("sql:or", "sql:orders", true), ("a or b", "a", true),
            ("ms>10", "ms>100", false),
            ("queries>10", "queries>100", true), ("queries>100", "queries>10", false), ("-ab", "-a", true),
            ("-a", "-ab", false),
            ("path:/a", "path=/abc", true), ("path=/a", "path=/ab", false), ("status:5", "status:50", true),
            ("status:50", "status:5", false),
            ("method:GET,POST", "method:GET", true), ("method:GET", "method:GET,POST", false),
            ("app:b", "app:bo", false), ("a", "b", false),
            ("a", "-a", false), ("is:running", "is:running x", true), ("shop", "bookshop", false),
        ]
        for (before, after, narrows) in pairs {
            let (old, new) = (try RequestFilter(before), try RequestFilter(after))
            #expect(new.narrows(old, apps: ["bookshop"]) == narrows, "\(before) then \(after)")
        }
    }

    @Test("The build before is the one before that which was connected last, each in its family")
    func builds() throws {
        var history = History()
        for (number, build) in ["aaaa1111", "bbbb2222", "cccc3333"].enumerated() {
            var feed = Feed(app: UInt64(number + 1))
            feed.build = build
            feed.pid = UInt64(100 + number)
            history.connect(app: feed.app, hello: feed.hello, strings: [], at: noon + Int64(number))
            history.apply([feed.whole(UInt64(number + 1))], from: &feed)
            if number < 2 { history.disconnect(app: feed.app, reason: "", orderly: true, at: noon) }
        }
        func found(_ text: String) throws -> [UInt64] {
            history.requests(matching: try RequestFilter(text), now: noon).map(\.id.span)
        }
        #expect(try found("build:current") == [3])
        #expect(try found("build:previous") == [2])
        #expect(try found("build:1") == [1])
        #expect(try found("build<3") == [1, 2])
        #expect(try found("build:bbbb") == [2])
        #expect(try found("build:current,1") == [1, 3])
        #expect(try found("pid:101") == [2])
    }

    @Test(
        "What changes by itself says when",
        arguments: [
            ("age<5s", true, 5_000_000_000), ("ms>10s", false, 10_000_000_001), ("age<1s", false, nil),
            ("age>1s", true, nil),
            ("-age<5s", false, 5_000_000_000), ("age:2s..8s", true, 9_000_000_000), ("queries>5", false, nil),
            ("age<5s or age<4s", true, 5_000_000_000),
        ] as [(String, Bool, Int64?)])
    func dues(text: String, matches: Bool, after: Int64?) throws {
        let script = FilterScript()
        let newest = try #require(script.history.request(script.feed.request(6)))
        var scan = FilterScan(try RequestFilter(text), history: script.history, now: script.now)
        let found = scan.matches(newest)
        #expect(found == matches)
        #expect(scan.due == after.map { newest.startedAt + $0 })
    }
}
