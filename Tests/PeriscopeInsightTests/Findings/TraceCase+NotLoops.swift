import PeriscopeInsight

extension TraceCase {
    /// What looks like an N+1, and is meant that way.
    static let notLoops: [TraceCase] = [
        TraceCase("a preload: one query for all authors' books", []) {
            $0.query(Shop.authors, [50], rows: 50)
            $0.query("select * from book where author_id in (?)", [1, 2, 3], rows: 150)
        },
        TraceCase("preloads of three relations are three statements", []) {
            $0.query(Shop.authors, [50], rows: 50)
            for table in ["book", "prize", "interview"] {
                $0.query("select * from \(table) where author_id in (?)", [1, 2, 3], rows: 150)
            }
        },
        TraceCase("a preload in chunks of many ids, because a statement takes so many values and no more", []) {
            $0.query("select * from customer", rows: 320)
            for (chunk, rows) in zip(1..., [130, 127, 141, 22] as [UInt64]) {
                $0.query("select * from purchase where customer_id in (?)", [chunk], rows: rows)
            }
        },
        TraceCase("a list of 75 rows, and their books by 25 ids at a time", []) {
            $0.query(Shop.authors, [75], rows: 75)
            for chunk in 0..<3 { $0.preload(Array(chunk * 25..<chunk * 25 + 25), rows: 25) }
        },
        TraceCase("a dataloader that asks for three at a time", []) {
            $0.query(Shop.authors, [9], rows: 9)
            for chunk in 0..<3 { $0.preload(Array(chunk * 3..<chunk * 3 + 3), rows: 3) }
        },
        TraceCase("chunks whose last has one id left", []) {
            $0.query(Shop.authors, [9], rows: 51)
            for chunk in 0..<5 { $0.preload(Array(chunk * 10..<chunk * 10 + 10), rows: 10) }
            $0.preload([50], rows: 1)
        },
        TraceCase("chunks whose values are not known may hold other values each", []) {
            $0.query(Shop.authors, [75], rows: 75)
            for _ in 0..<3 {
                let text = "select * from book where id in (?, ?)"
                $0.query("select * from book where id in (?)", nil, rows: 2, text: text)
            }
        },
        TraceCase("chunks with their ids in the text", []) {
            $0.query(Shop.authors, [75], rows: 75)
            for chunk in 0..<3 {
                let text = "select * from book where id IN (\(chunk), \(chunk + 10))"
                $0.query("select * from book where id in (?)", rows: 2, text: text)
            }
        },
        TraceCase("an export from the last row on, two rows a page", []) {
            $0.query("select * from genre", rows: 12)
            for (page, rows) in zip(0..., [2, 2, 2, 2, 1] as [UInt64]) {
                $0.query("select * from book where id > ? order by id limit ?", [page * 2, 2], rows: rows)
            }
        },
        TraceCase("a fan-out: they run at once, and none waits for another", []) {
            $0.query(Shop.authors, [50], rows: 8)
            $0.atOnce { script in
                for author in 1...8 { script.query(Shop.books, [author], rows: 3) }
            }
        },
        TraceCase("a fan-out in batches of four", []) {
            $0.query(Shop.authors, [50], rows: 12)
            for batch in 0..<3 {
                $0.atOnce { script in
                    for author in 1...4 { script.query(Shop.books, [batch * 4 + author], rows: 3) }
                }
            }
        },
        TraceCase("an export by pages: all full but the last", []) {
            $0.query("select count(*) from book", rows: 1)
            for (page, rows) in zip(0..., [100, 100, 100, 100, 37] as [UInt64]) {
                $0.query("select * from book order by id limit ? offset ?", [100, page * 100], rows: rows)
            }
        },
        TraceCase("an export from the last row on: the list before it is another", []) {
            $0.query("select * from genre", rows: 12)
            for (page, rows) in zip(0..., [25, 25, 25, 0] as [UInt64]) {
                $0.query("select * from book where id > ? order by id limit ?", [page * 25], rows: rows)
            }
        },
        TraceCase("an export in MySQL's words, where the list before it has the wrong number of rows", []) {
            $0.query("SELECT * FROM genre", rows: 12)
            for (page, rows) in zip(0..., [20, 20, 20, 20, 5] as [UInt64]) {
                $0.query("SELECT * FROM book ORDER BY id LIMIT ?, ?", [page * 20], rows: rows)
            }
        },
        TraceCase("an export by ranges of ids, with holes in them", []) {
            for (chunk, rows) in zip(0..., [99, 87, 100, 93, 12] as [UInt64]) {
                $0.query("select * from book where id between ? and ?", [chunk * 100], rows: rows)
            }
        },
        TraceCase("a check before each write depends on the write before it", []) {
            $0.query("select * from upload", rows: 8)
            for tag in 1...8 {
                $0.query("select 1 from tag where name = ?", [tag], rows: 0)
                $0.query("insert into tag (name) values (?)", [tag], rows: 1)
            }
        },
        TraceCase("stock is read, and then taken", []) {
            $0.query("select * from basket_line where basket_id = ?", [1], rows: 5)
            for line in 1...5 {
                $0.query("select stock from book where id = ?", [line])
                $0.query("select price from book where id = ?", [line])
                $0.query("update book set stock = stock - ? where id = ?", [1, line])
            }
        },
        TraceCase("writes in a loop are not reads", []) {
            $0.query("select * from basket_line where basket_id = ?", [1], rows: 12)
            for line in 1...12 { $0.query("insert into order_line values (?, ?)", [line], rows: 1) }
        },
        TraceCase("twenty writes in a loop are many queries, which is true whatever they are", ["many queries"]) {
            for line in 1...20 { $0.query("insert into order_line values (?, ?)", [line], rows: 1) }
        },
        TraceCase("the same statement from three places is three questions", []) {
            $0.query(Shop.authors, [50], rows: 12)
            for place in 1...3 { $0.query(Shop.publisher, [place], stack: UInt64(place)) }
        },
        TraceCase("three middlewares that each look something up are not a loop", []) {
            for (index, name) in ["session", "tenant", "audit"].enumerated() {
                $0.middleware(name) { $0.query("select value from setting where key = ?", [index], stack: 5) }
            }
        },
        TraceCase("housekeeping never counts", []) {
            $0.query(Shop.authors, [50], rows: 12)
            for value in 1...30 {
                $0.query("select name from sqlite_master where id = ?", [value], isHousekeeping: true)
            }
        },
        TraceCase("a stream asks for news again and again, and waits between", []) {
            $0.isStreamed = true
            for event in 1...6 {
                $0.query("select * from event where id > ?", [event], rows: UInt64(event % 2))
                $0.wait(250)
            }
        },
        TraceCase("a query that is tried again because it failed", []) {
            for attempt in 1...4 { $0.query(Shop.books, [attempt], rows: 0, fails: true) }
            $0.query(Shop.books, [5], rows: 3)
        },
        TraceCase("EXPLAIN reads nothing", []) {
            for value in 1...5 { $0.query("explain query plan select ?", [value]) }
        },
        TraceCase("a request with nothing to say", []) {
            $0.query(Shop.session, [1])
            $0.query(Shop.authors, [50], rows: 50)
            $0.render("authors", takes: 3)
        },
        TraceCase("a request without any span but its own", []) { $0.wait(3) },
    ]
}

extension TraceScript {
    /// The books of some authors by one list of ids.
    mutating func preload(_ ids: [Int], rows: UInt64) {
        let places = ids.map { _ in "?" }.joined(separator: ", ")
        query(
            "select * from book where author_id in (?)", ids, rows: rows,
            text: "select * from book where author_id in (\(places))")
    }
}
