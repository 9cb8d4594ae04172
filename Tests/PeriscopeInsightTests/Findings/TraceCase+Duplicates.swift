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
        TraceCase("the next number of a sequence is another each time", []) {
            for _ in 1...2 { $0.query("select nextval('invoice_number')") }
        },
        TraceCase("a queue's worker takes the next job twice", []) {
            for _ in 1...2 { $0.query("select id from job where state = ? limit 1 for update skip locked", [1]) }
        },
        TraceCase("a random row is asked for again to get another", []) {
            for _ in 1...2 { $0.query("select * from quote order by random() limit 1") }
        },
        TraceCase("the time goes on", []) {
            for _ in 1...2 { $0.query("SELECT CURRENT_TIMESTAMP") }
            for _ in 1...2 { $0.query("select ?", text: "select datetime('now')") }
        },
        TraceCase("the id of the row that was put in last, and how many were", []) {
            for _ in 1...2 { $0.query("select last_insert_rowid(), changes()") }
        },
        TraceCase("looked at, locked, and looked at again", []) {
            for _ in 1...2 {
                $0.query("select state from job where id = ?", [3])
                $0.query("select pg_advisory_lock(?)", [3])
            }
            $0.query("select state from file where id = ?", [3])
            $0.query("select * from volume where id = ? for no key update", [1])
            $0.query("select state from file where id = ?", [3])
        },
        TraceCase("behind a WITH that writes the answer may be another", []) {
            for _ in 1...2 {
                $0.query("select count(*) from job")
                $0.query("with gone as (delete from job where id = ? returning *) select * from gone", [3])
            }
        },
        TraceCase("a column named for the time, and a name before an update, change nothing", ["dup×2"]) {
            for _ in 1...2 { $0.query("select now, \"random\", lock from visit where last = ?", [3]) }
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
