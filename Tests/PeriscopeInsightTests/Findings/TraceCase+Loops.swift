import PeriscopeInsight

extension TraceCase {
    /// What is an N+1.
    static let loops: [TraceCase] = [
        TraceCase("a list, and then one query for each of its rows, is the N+1 of the books", ["N+1×12"]) {
            $0.query(Shop.authors, [50], rows: 12)
            for author in 1...12 { $0.query(Shop.books, [author], rows: 3) }
        },
        TraceCase("fifty of them are bad, and many queries by themselves", ["N+1×50", "many queries"]) {
            $0.query(Shop.authors, [50], rows: 50)
            for author in 1...50 { $0.query(Shop.books, [author], rows: 3) }
        },
        TraceCase("three are enough", ["N+1×3"]) {
            $0.query(Shop.authors, [50], rows: 3)
            for author in 1...3 { $0.query(Shop.books, [author], rows: 3) }
        },
        TraceCase("a list of one value in a loop is a look-up of one row", ["N+1×8"]) {
            $0.query(Shop.authors, [50], rows: 8)
            for author in 1...8 {
                $0.query(
                    "select * from book where author_id in (?)", [author], rows: 3,
                    text: "select * from book where author_id in (?)")
            }
        },
        TraceCase("one and the same list of states in every turn is no preload", ["N+1×8"]) {
            $0.query(Shop.authors, [50], rows: 8)
            for author in 1...8 {
                $0.query(
                    "select * from book where author_id = ? and state in (?)", [author, 1, 2], rows: 3,
                    text: "select * from book where author_id = ? and state in (?, ?)")
            }
        },
        TraceCase("what others have bought: a list of what is left out looks nothing up", ["N+1×4"]) {
            $0.query(Shop.authors, [50], rows: 4)
            for author in 1...4 {
                $0.query(
                    "select * from book where author_id = ? and id not in (?)", [author, author, 9], rows: 3,
                    text: "select * from book where author_id = ? and id not in (?, ?)")
            }
        },
        TraceCase("two newest events a row are an N+1, though each returns two", ["N+1×4"]) {
            $0.query(Shop.authors, [50], rows: 4)
            for author in 1...4 {
                $0.query("select * from event where author_id = ? and at > ? limit ?", [author, 5, 2], rows: 2)
            }
        },
        TraceCase("two may be a coincidence", []) {
            $0.query(Shop.authors, [50], rows: 2)
            for author in 1...2 { $0.query(Shop.books, [author], rows: 3) }
        },
        TraceCase("without a list before it, it is only suspected: the three may be meant", ["N+1?×3"]) {
            for author in [4, 9, 2] { $0.query(Shop.books, [author], rows: 3) }
        },
        TraceCase("a query of one row before it is no list", ["N+1?×4"]) {
            $0.query("select count(*) from author", rows: 1)
            for author in 1...4 { $0.query(Shop.books, [author], rows: 3) }
        },
        TraceCase("a list of two rows is the least that can be walked", ["N+1×3"]) {
            $0.query(Shop.authors, [2], rows: 2)
            for author in 1...3 { $0.query(Shop.books, [author], rows: 3) }
        },
        TraceCase("a list that is asked for afterwards was not walked", ["N+1?×4"]) {
            for author in 1...4 { $0.query(Shop.books, [author], rows: 3) }
            $0.query(Shop.authors, [50], rows: 12)
        },
        TraceCase("another middleware's list was not walked either: it stands in another span", ["N+1?×4"]) {
            $0.middleware("permissions") { $0.query("select * from permission", rows: 8) }
            for author in 1...4 { $0.query(Shop.books, [author], rows: 3) }
        },
        TraceCase("a list that failed returned nothing to walk", ["N+1?×4"]) {
            $0.query(Shop.authors, [50], rows: 12, fails: true)
            for author in 1...4 { $0.query(Shop.books, [author], rows: 3) }
        },
        TraceCase("stacks that were not taken stand in no one's way", ["N+1×5"]) {
            $0.query(Shop.authors, [50], rows: 5, stack: 0)
            for author in 1...5 { $0.query(Shop.books, [author], rows: 3, stack: 0) }
        },
        TraceCase("past the detail limit there are neither stacks nor values; they belong to those before", ["N+1×8"]) {
            $0.query(Shop.authors, [50], rows: 8)
            for author in 1...5 { $0.query(Shop.books, [author], rows: 3) }
            for _ in 1...3 { $0.query(Shop.books, nil, rows: 3, stack: 0) }
        },
        TraceCase("values that are not known can't be told to differ: suspected, whatever came before", ["N+1?×5"]) {
            $0.query(Shop.authors, [50], rows: 5)
            for _ in 1...5 { $0.query(Shop.books, nil, rows: 3) }
        },
        TraceCase("values written into the text differ by the text", ["N+1×5"]) {
            $0.query(Shop.authors, [50], rows: 5)
            for author in 1...5 { $0.query(Shop.books, rows: 3, text: "… where author_id = \(author)") }
        },
        TraceCase("loops in loops: each statement of the turn is an N+1 of its own", ["N+1×6", "N+1×6"]) {
            $0.query(Shop.authors, [50], rows: 6)
            for author in 1...6 {
                $0.query(Shop.books, [author], rows: 3)
                $0.query(Shop.publisher, [author + 100])
            }
        },
        TraceCase("a loop over the rows of a loop's rows", ["N+1×9", "N+1×3"]) {
            $0.query(Shop.authors, [50], rows: 3)
            for author in 1...3 {
                $0.query(Shop.books, [author], rows: 3)
                for review in 1...3 { $0.query("select * from review where book_id = ?", [author * 10 + review]) }
            }
        },
        TraceCase("a call in each turn does not hide the query", ["N+1×4"]) {
            $0.query(Shop.authors, [50], rows: 4)
            for author in 1...4 {
                $0.query(Shop.books, [author], rows: 3)
                $0.call("GET rates", takes: 8)
            }
        },
        TraceCase("a lazily read list is still open while its rows are walked", ["N+1×5"]) {
            $0.cursor(Shop.authors, rows: 5) { script in
                for author in 1...5 { script.query(Shop.books, [author], rows: 3) }
            }
        },
        TraceCase("one that is open with fewer rows than turns is something else", ["N+1?×5"]) {
            $0.cursor(Shop.authors, rows: 4) { script in
                for author in 1...5 { script.query(Shop.books, [author], rows: 3) }
            }
        },
        TraceCase("a template that asks for its own row's books is one loop, though each row is a span", ["N+1×7"]) {
            $0.query(Shop.authors, [50], rows: 7)
            $0.render("authors") { script in
                for author in 1...7 { script.render("row") { $0.query(Shop.books, [author], rows: 3) } }
            }
        },
        TraceCase("so are the turns for which the app opens a span each", ["N+1×5"]) {
            $0.query(Shop.authors, [50], rows: 5)
            for author in 1...5 { $0.user("load author") { $0.query(Shop.books, [author], rows: 3) } }
        },
        TraceCase("the newest few of each are an N+1 too: three rows are no page", ["N+1×6"]) {
            $0.query("select * from book where genre = ?", [1], rows: 6)
            for book in 1...6 {
                $0.query("select * from review where book_id = ? order by id desc limit ?", [book, 3], rows: 3)
            }
        },
        TraceCase("a tree whose branches are read one by one: the same statement, from another line", ["N+1×5"]) {
            $0.query("select * from category where parent_id = ?", [0], rows: 5, stack: 71)
            for parent in 1...5 { $0.query("select * from category where parent_id = ?", [parent], rows: 0, stack: 72) }
        },
        TraceCase("some rows of the list may share what they ask for", ["N+1×10"]) {
            $0.query("select * from book order by title limit ?", [10], rows: 10)
            for book in 1...10 { $0.query(Shop.publisher, [book % 4]) }
        },
        TraceCase("one write before the loop is not one in each turn", ["N+1×4"]) {
            $0.query(Shop.authors, [50], rows: 4)
            $0.query("update visit set count = count + ?", [1])
            for author in 1...4 { $0.query(Shop.books, [author], rows: 3) }
        },
        TraceCase("a list of values that holds one value is asked for row by row", ["N+1×5"]) {
            $0.query(Shop.authors, [50], rows: 5)
            for author in 1...5 { $0.query("select * from book where author_id in (?)", [author], rows: 3) }
        },
        TraceCase("while it runs it is found as soon as three have ended", ["N+1×3"]) {
            $0.query(Shop.authors, [50], rows: 12)
            for author in 1...4 { $0.query(Shop.books, [author], rows: 3) }
            $0.stillRunning(for: 1)
        },
    ]
}
