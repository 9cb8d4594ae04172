import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire
import Screen
import Testing

struct QueryPlanTests {
    /// One query opened, with a plan that was answered.
    private func opened(
        _ sql: String, _ steps: [(Int64, Int64, String)], scanned: UInt64? = 3_999, values: [String] = [],
        _ columns: Int = 220
    ) -> UIDriver {
        var ui = UIDriver(columns, 40)
        ui.connect()
        ui.say { server in
            let id = server.makeID()
            var delta = server.head(id, "GET", "/", at: 1_000, route: "/")
            var span = server.query(sql, values, in: id, from: 1_100, to: 1_200)
            if let scanned { span.query.counters.fullScanSteps = scanned } else { span.query.clearCounters() }
            delta.spans = [span]
            delta.end = server.end(at: 2_000, status: 200)
            server.send(delta)
        }
        ui.type("3zp")
        ui.answer(steps)
        return ui
    }

    @Test("p in the list opens the query and asks for its plan, with masked values as null")
    func asking() {
        var ui = UIDriver.orders("3zjjjjjjjjjjjjj", 120, 40)
        ui.type("p")
        ui.expect("query 14 of 19", "PLAN")
        guard case .explain(let question) = ui.takeEffects().last else {
            Issue.record("nothing was asked")
            return
        }
        #expect(question.system == "sqlite" && question.namespace == "/shop/data/shop.sqlite")
        #expect(question.sql.hasPrefix("SELECT author.name"))
        #expect(question.values.map(\.kind) == [.null, .integer, .integer])
        #expect(question.values.map(\.text) == ["", "1900", "1980"])
        ui.type("p")
        #expect(ui.takeEffects().count == 1)
        ui.environment.plans[question.key] = .asked(at: ui.now)
        ui.time += 1_400_000
        ui.expect("asking the server … 1.4 s")
        ui.environment.plans[question.key] = .refused("The database was gone.")
        ui.expect("The database was gone.")
        ui.environment.plans[question.key] = .answered(steps: [], duration: 1_000)
        ui.expect("The database gave no steps.", "null was used for 1 masked or cut value")
    }

    @Test("Grouped, p asks about the first query of the shape")
    func askingInGroup() {
        var ui = UIDriver.orders("3ztjp", 120, 40)
        ui.expect("query 2 of 19")
        guard case .explain(let question) = ui.takeEffects().last else {
            Issue.record("nothing was asked")
            return
        }
        #expect(question.values.map(\.text) == ["40"])
    }

    @Test("A statement that writes is not asked about, and it says why")
    func writing() {
        let ui = UIDriver.orders("3zjjjjjjjjjjjjjj<enter>", 120, 40)
        ui.expect("INSERT INTO", "PLAN")
        ui.expectNot("p asks the server")
    }

    @Test("A plan is a tree, with words beside the steps where there is room and below them where there is not")
    func tree() {
        var ui = UIDriver.orders("3zjjjjjjjjjjjjjp", 260, 60)
        ui.answer(UIDriver.orderPlan)
        ui.expect(
            "● SCAN book", "SEARCH author USING INTEGER PRIMARY KEY (rowid=?)", "├─ INDEX 1",
            "│  └─ SEARCH book USING INDEX book_by_year (year=?)", "└─ INDEX 2", "○ USE TEMP B-TREE FOR ORDER BY",
            "sorts in memory", "reads all 4,000 rows of book", "finds rows of author by")
        let beside = ui.rows.first { $0.contains("SCAN book") } ?? ""
        #expect(beside.contains("reads all 4,000 rows"))
        ui.resize(80, 24)
        let apart = ui.rows.first { $0.contains("SCAN book") } ?? ""
        #expect(!apart.contains("reads all"))
        ui.expect("reads all 4,000 rows of book")
    }

    @Test(
        "Every step that SQLite writes is said in words",
        arguments: [
            ("SCAN book", "reads all 4,000 rows of book"),
            ("SCAN TABLE book AS b", "reads all 4,000 rows of book as b"),
            ("SCAN book USING COVERING INDEX book_by_year", "reads all of the index book_by_year, not the table"),
            ("SCAN book USING INDEX book_by_year", "in the order of book_by_year"),
            ("SCAN CONSTANT ROW", "rows that stand in the statement"),
            ("SCAN 3 CONSTANT ROWS", "rows that stand in the statement"),
            ("SCAN (subquery-1)", "reads all rows of the subquery"),
            ("SCAN book VIRTUAL TABLE INDEX 0:M1", "asks the virtual table book"),
            ("SEARCH book USING INDEX book_by_year (year=?)", "finds rows of book by book_by_year"),
            ("SEARCH b USING COVERING INDEX i (year>?)", "finds what it needs in the index i alone"),
            ("SEARCH book USING AUTOMATIC COVERING INDEX (author_id=?)", "makes an index of book for this run only"),
            ("USE TEMP B-TREE FOR ORDER BY", "sorts in memory"),
            ("USE TEMP B-TREE FOR LAST TERM OF ORDER BY", "sorts in memory by what the index has no order of"),
            ("USE TEMP B-TREE FOR GROUP BY", "sorts in memory to group"),
            ("USE TEMP B-TREE FOR DISTINCT", "to leave out doubles"), ("CO-ROUTINE recent", "makes the rows of recent"),
            ("MATERIALIZE recent", "makes all rows of recent first"),
            ("COMPOUND QUERY", "several SELECTs put together"),
            ("UNION USING TEMP B-TREE", "remembers rows in memory"), ("MERGE (UNION)", "merges two sorted lists"),
            ("MULTI-INDEX OR", "an index for each side of the OR"), ("SCALAR SUBQUERY 1", "runs once"),
            ("CORRELATED LIST SUBQUERY 2", "runs anew for each row outside"),
            ("BLOOM FILTER ON book (id=?)", "skips rows that can't match"),
            ("RECURSIVE STEP", "goes on from the rows it made"),
        ])
    func words(detail: String, meaning: String) {
        opened("SELECT * FROM book", [(1, 0, detail)]).expect(detail, meaning)
    }

    @Test("Reading all of a small table is not marked; nor is its size guessed where nothing was counted")
    func smallTable() {
        let small = opened("SELECT * FROM shelf", [(1, 0, "SCAN shelf")], scanned: 11)
        small.expect("reads all 12 rows of shelf")
        small.expectNot("● SCAN", "○ SCAN")
        let unknown = opened("SELECT * FROM shelf", [(1, 0, "SCAN shelf")], scanned: nil)
        unknown.expect("○ SCAN shelf", "reads all rows of shelf")
        let joined = opened("SELECT * FROM a, b", [(1, 0, "SCAN a"), (2, 0, "SCAN b")])
        joined.expect("● SCAN a", "3,999 rows in the 2 scans together")
        let limited = opened("SELECT * FROM a LIMIT 3", [(1, 0, "SCAN a")])
        limited.expect("reads a row by row, 3,999 steps")
    }

    @Test("Steps that are each other's parents, or nobody's, are shown all the same")
    func circles() {
        let ui = opened(
            "SELECT 1",
            [
                (1, 2, "one"), (2, 1, "two"), (3, 3, "three"), (4, 99, "four"), (0, 0, "five"), (0, 0, "six"),
                (4, 1, "seven"),
            ])
        ui.expect("one", "two", "three", "four", "five", "six", "seven")
    }

    @Test("A thousand steps, each in the one before, are shown")
    func deep() {
        var ui = opened("SELECT 1", (1...1_000).map { (Int64($0), Int64($0 - 1), "SCAN t\($0)") })
        ui.type("/SCAN t1000<enter>")
        ui.expect("SCAN t1000")
    }

    @Test("As many steps as a number can say are said without a trap")
    func absurdSteps() {
        opened("SELECT * FROM book", [(2, 0, "SCAN book")], scanned: .max)
            .expect("reads all 18,446,744,073,709,551,615 rows of book")
    }
}
