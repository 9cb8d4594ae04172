import PeriscopeInsight

extension TraceCase {
    /// Slow queries, requests and renders; gaps, many queries and errors.
    static let slowness: [TraceCase] = [
        TraceCase("a search without an index", ["slow query"]) {
            $0.query("select * from book where title like ?", [1], takes: 209)
        },
        TraceCase("two slow ones of one shape are one finding", ["slow query"]) {
            $0.query("select * from book where title like ?", [1], takes: 60)
            $0.query("select * from book where title like ?", [2], takes: 90)
        },
        TraceCase("two shapes are two, the worse first", ["slow query", "slow query"]) {
            $0.query("select * from book where title like ?", [1], takes: 60)
            $0.query("select * from author where name like ?", [1], takes: 220)
        },
        TraceCase("a slow commit is the library's", []) {
            $0.query("commit", takes: 90, isHousekeeping: true)
        },
        TraceCase("one that is still running counts up to now", ["slow query"]) {
            $0.query("select * from book where title like ?", [1])
            $0.stillRunning(for: 70)
        },
        TraceCase("a request of 0.6 s with a slow call in it", ["slow"]) {
            $0.call("GET rates", takes: 600)
        },
        TraceCase("a report: slow, and most of it its own code", ["gap", "slow", "slow query"]) {
            $0.query("select * from order_line", rows: 6_000, takes: 180)
            $0.wait(1_400)
            $0.render("report", takes: 4)
        },
        TraceCase("a stream takes as long as it takes", []) {
            $0.isStreamed = true
            $0.wait(2_000)
            $0.render("line", takes: 1)
            $0.wait(2_000)
        },
        TraceCase("a layout, its page and its list are one slow render", ["slow render"]) {
            $0.render("layout") { script in
                script.render("authors") { page in
                    for _ in 1...12 { page.render("row", takes: 2.5) }
                }
            }
        },
        TraceCase("a slow query in a template is a slow query", ["slow query"]) {
            $0.render("authors") { $0.query("select * from author where name like ?", [1], takes: 60) }
        },
        TraceCase("fifty quick pages are not one slow one", []) {
            for _ in 1...50 { $0.render("mail", takes: 1) }
        },
        TraceCase("a hole of 60 ms in a request of 100 ms", ["gap"]) {
            $0.query(Shop.authors, [50], rows: 12, takes: 20)
            $0.wait(60)
            $0.render("authors", takes: 15)
        },
        TraceCase("the same hole in a long request is a small part of it", []) {
            $0.call("GET rates", takes: 380)
            $0.wait(60)
        },
        TraceCase("a small hole is most of a quick request, and still small", []) { $0.wait(49) },
        TraceCase("what the app gave a span is not a hole", []) { script in
            script.user("compute") { $0.wait(80) }
        },
        TraceCase("a middleware's span covers nothing: the time in it is not explained", ["gap"]) {
            $0.middleware("sign in") { $0.wait(80) }
        },
        TraceCase("where queries were only counted a hole may be full of them", ["many queries"]) {
            $0.query(Shop.session, [1])
            $0.countedQueries = 60
            $0.wait(80)
        },
        TraceCase("an uncaught error", ["error"]) { script in
            script.error = "PrinterJam: counter 2"
            script.wait(1)
        },
        TraceCase("a failed query that was caught is not an error of the request", []) {
            $0.query("insert into tag values (?)", [1], fails: true)
        },
        TraceCase("an error comes before everything else", ["error", "slow query"]) { script in
            script.query("select * from book where title like ?", [1], takes: 300)
            script.error = "Timeout"
        },
    ]
}
