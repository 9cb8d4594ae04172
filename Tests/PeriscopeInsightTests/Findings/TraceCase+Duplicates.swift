import PeriscopeInsight

extension TraceCase {
    /// What is asked twice, and what only looks so.
    static let duplicates: [TraceCase] = [
        TraceCase("two middlewares look up one session: the second could be told", ["dup×2"]) {
            $0.middleware("session") { $0.query(Shop.session, [7], stack: 1) }
            $0.middleware("audit") { $0.query(Shop.session, [7], stack: 2) }
        },
        TraceCase("a loop that asks the same every time is no N+1: keeping one answer mends it", ["dup×5"]) {
            $0.query(Shop.authors, [50], rows: 5)
            for _ in 1...5 { $0.query("select value from setting where key = ?", [1]) }
        },
        TraceCase("two answers are still few enough to keep", ["dup×10"]) {
            $0.query(Shop.authors, [50], rows: 10)
            for author in 1...10 { $0.query(Shop.publisher, [author % 2]) }
        },
        TraceCase("a block that runs twice is one finding a statement", ["dup×6", "dup×2"]) {
            for _ in 1...2 {
                $0.query("select * from genre order by name", rows: 12)
                for basket in 1...3 { $0.query("select * from basket where id = ?", [basket], stack: UInt64(basket)) }
            }
        },
        TraceCase("behind a write the answer may be another", []) {
            $0.query("select sum(stock) from book")
            $0.query("update book set stock = stock - ? where id = ?", [1, 7])
            $0.query("select sum(stock) from book")
        },
        TraceCase("behind a rollback too", []) {
            $0.query("select sum(stock) from book")
            $0.query("rollback", isHousekeeping: true)
            $0.query("select sum(stock) from book")
        },
        TraceCase("a transaction's begin and end change nothing", ["dup×2"]) {
            for _ in 1...2 {
                $0.query("begin deferred transaction", isHousekeeping: true)
                $0.query(Shop.session, [7])
                $0.query("commit", isHousekeeping: true)
            }
        },
        TraceCase("the same values on another database are another question", []) {
            $0.query(Shop.session, [7], on: "shop.sqlite")
            $0.query(Shop.session, [7], on: "archive.sqlite")
        },
        TraceCase("another number of rows is another answer: someone else wrote", []) {
            $0.query("select * from job where state = ?", [1], rows: 0)
            $0.query("select * from job where state = ?", [1], rows: 2)
        },
        TraceCase("values that are not known can't be called equal", []) {
            $0.query(Shop.session, nil)
            $0.query(Shop.session, nil)
        },
        TraceCase("one that failed has no answer to keep", []) {
            $0.query(Shop.session, [7], fails: true)
            $0.query(Shop.session, [7])
        },
        TraceCase("a poll asks from one place and waits between", []) {
            for _ in 1...4 {
                $0.query("select state from job where id = ?", [3])
                $0.call("GET worker", takes: 1)
                $0.isStreamed = true
                $0.wait(60)
            }
        },
        TraceCase("a slow call between does not make it a poll", ["dup×2"]) {
            for _ in 1...2 {
                $0.query("select * from setting where key = ?", [3])
                $0.call("GET rates", takes: 90)
            }
        },
        TraceCase("asked twice at once: one could have told the other", ["dup×2"]) {
            $0.atOnce { script in
                script.query(Shop.session, [7], stack: 1)
                script.query(Shop.session, [7], stack: 2)
            }
        },
        TraceCase("what is part of an N+1 is mended with it", ["N+1×8"]) {
            $0.query("select * from book order by title limit ?", [8], rows: 8)
            for book in 1...8 { $0.query(Shop.publisher, [book % 3]) }
        },
        TraceCase("two writes with the same values are two writes", []) {
            $0.query("insert into visit values (?)", [1])
            $0.query("insert into visit values (?)", [1])
        },
        TraceCase("queries of one shape with other values are no duplicates", []) {
            $0.query(Shop.publisher, [1])
            $0.query(Shop.publisher, [2])
        },
    ]
}
