import PeriscopeInsight
import Testing

/// What a person reads.
struct FindingWordsTests {
    private func first(_ kind: FindingKind, _ script: (inout TraceScript) -> Void) throws -> Finding {
        try #require(FindingRules.findings(in: TraceScript(script).trace).first { $0.kind == kind })
    }

    private func loop(_ count: Int, takes milliseconds: Double, list: Bool = true, _ sql: String = Shop.books) throws
        -> Finding
    {
        try first(.nPlusOne) { script in
            if list { script.query(Shop.authors, [50], rows: 50) }
            for author in 0..<count { script.query(sql, [author], rows: 3, takes: milliseconds) }
        }
    }

    @Test("An N+1 says how many, from where, how long, and what of it is avoidable")
    func nPlusOne() throws {
        let finding = try loop(50, takes: 0.596)
        #expect(
            finding.title(callSite: "Authors.swift:41")
                == "50 queries of one shape from Authors.swift:41, 30 ms, 29 of them avoidable")
        #expect(finding.title(callSite: nil) == "50 queries of one shape, 30 ms, 29 of them avoidable")
        #expect(finding.headline(callSite: "Authors.swift:41") == "50 queries of one shape from Authors.swift:41")
        #expect(finding.cost == "30 ms, 29 of them avoidable")
        #expect(finding.label == "N+1" && finding.flag() == "N+1×50" && finding.flag(times: "x") == "N+1x50")
        #expect(finding.avoidableCount == 49 && finding.sourceRows == 50)
        #expect(finding.suggestion == "Fetch them with one query: WHERE author_id IN (…).")
    }

    @Test("A suspected one says so, promises nothing and advises nothing")
    func suspected() throws {
        let finding = try loop(12, takes: 0.26, list: false)
        #expect(
            finding.title(callSite: "Authors.swift:41")
                == "12 queries of one shape from Authors.swift:41, 3.1 ms, perhaps an N+1")
        #expect(finding.label == "N+1?" && finding.flag() == "N+1?×12")
        #expect(finding.avoidableCount == 0 && finding.avoidableDuration == 0 && finding.source == 0)
        #expect(finding.suggestion == nil)
    }

    @Test(
        "Where one column is looked up the advice names it, where a limit is in the way there is none",
        arguments: [
            (
                "select * from book where book.author_id = ? order by published",
                "Fetch them with one query: WHERE book.author_id IN (…)."
            ),
            (
                "SELECT \"name\" FROM \"author\" WHERE \"id\" = :id",
                "Fetch them with one query: WHERE \"id\" IN (…)."
            ),
            (
                "select count(*), avg(rating) from review where book_id = ?",
                "Fetch them with one query: WHERE book_id IN (…) GROUP BY book_id."
            ),
            ("select * from book where author_id = ? and genre = ?", "Fetch them with one query."),
            ("select * from book where published > ?", "Fetch them with one query."),
            (
                "SELECT COUNT(*) FROM Review r WHERE r.bookId = ?",
                "Fetch them with one query: WHERE r.bookId IN (…) GROUP BY r.bookId."
            ),
            ("select * from review where book_id = ? order by id desc limit ?", nil),
        ] as [(String, String?)])
    func advice(sql: String, expected: String?) throws {
        #expect(try loop(5, takes: 0.2, sql).suggestion == expected)
    }

    @Test("Duplicates")
    func duplicates() throws {
        let pair = try first(.duplicateQuery) { script in
            for _ in 1...2 { script.query(Shop.session, [7], takes: 0.3) }
        }
        #expect(
            pair.title(callSite: "Session.swift:12")
                == "the same query twice from Session.swift:12, 0.6 ms, 0.3 of them avoidable")
        #expect(pair.label == "duplicate" && pair.flag() == "dup×2" && pair.suggestion == "Keep the first result.")
        let several = try first(.duplicateQuery) { script in
            for _ in 1...2 { for key in 1...3 { script.query("select ? from t", [key], stack: UInt64(key)) } }
        }
        #expect(several.headline(callSite: nil) == "3 of 6 queries of one shape repeat another")
        let three = try first(.duplicateQuery) { script in for _ in 1...3 { script.query(Shop.session, [7]) } }
        #expect(three.headline(callSite: nil) == "the same query 3 times" && three.avoidableCount == 2)
    }

    @Test("Duplicates that ran at once save no time for certain")
    func atOnce() throws {
        let finding = try first(.duplicateQuery) { script in
            script.atOnce { for stack in 1...2 { $0.query(Shop.session, [7], stack: UInt64(stack)) } }
        }
        #expect(finding.avoidableCount == 1 && finding.avoidableDuration == 0)
        #expect(finding.suggestion == "Ask once and share the result.")
        #expect(finding.cost == "0.4 ms")
    }

    @Test("Slow queries, with what SQLite counted")
    func slowQuery() throws {
        let one = try first(.slowQuery) { script in
            script.query("select * from book where title like ?", [1], takes: 209)
            script.counted(fullScanSteps: 3_999, sorts: 1)
        }
        #expect(one.title(callSite: "Search.swift:20") == "a slow query from Search.swift:20, 209 ms")
        #expect(one.headline(callSite: "Search.swift:20") == "a query from Search.swift:20" && one.cost == "209 ms")
        #expect(one.suggestion == "It stepped through 3,999 rows without an index and sorted; p shows the plan.")
        let two = try first(.slowQuery) { script in
            for time in [60.0, 90] { script.query("select * from book where title like ?", takes: time) }
            script.counted(fullScanSteps: 0, automaticIndexes: 4_000)
        }
        #expect(two.title(callSite: nil) == "2 slow queries of one shape, 150 ms, the slowest 90 ms")
        #expect(two.suggestion == "It put 4,000 rows into an index made for this run only; p shows the plan.")
        let quick = try first(.slowQuery) { script in
            script.query("select * from book where title like ?", takes: 60)
            script.counted(fullScanSteps: 20, sorts: 1)
        }
        #expect(quick.suggestion == nil, "a small table is read faster than an index")
    }

    @Test("Many queries, and from when on")
    func manyQueries() throws {
        let many = try first(.manyQueries) { script in
            for index in 0..<51 { script.query("insert into t\(index) values (?)") }
        }
        #expect(many.title(callSite: nil) == "51 queries (bad from 50), 10 ms")
        #expect(many.label == "many queries" && many.flag() == "many queries")
        let more = try first(.manyQueries) { $0.countedQueries = 12_345 }
        #expect(more.headline(callSite: nil) == "12,345 queries (bad from 50)")
        let some = try first(.manyQueries) { $0.countedQueries = 20 }
        #expect(some.headline(callSite: nil) == "20 queries (many from 20)")
    }

    @Test(
        "A slow request says where most of its time went",
        arguments: [
            (600, 0, 0, "the request took 600 ms, 600 ms of it in SQL"),
            (0, 700, 0, "the request took 700 ms, 700 ms of it in calls"),
            (0, 0, 1_200, "the request took 1.2 s, 1.2 s of it your own code, or waiting"),
            (300, 300, 300, "the request took 900 ms"),
        ] as [(Double, Double, Double, String)])
    func slowRequest(sql: Double, call: Double, wait: Double, expected: String) throws {
        let finding = try first(.slowRequest) { script in
            if sql > 0 { script.query(Shop.authors, takes: sql) }
            if call > 0 { script.call("GET rates", takes: call) }
            script.wait(wait)
        }
        #expect(finding.title(callSite: nil) == expected)
        #expect(finding.label == "slow request" && finding.flag() == "slow")
    }

    @Test("A slow render names the template in which the time was spent")
    func slowRender() throws {
        let rows = try first(.slowRender) { script in
            script.render("layout") { page in for _ in 1...12 { page.render("row", takes: 2.5) } }
        }
        #expect(rows.title(callSite: nil) == "rendering row ×12 in layout, 30 ms")
        #expect(rows.headline(callSite: nil) == "row ×12 in layout" && rows.count == 1)
        let alone = try first(.slowRender) { $0.render("report", takes: 120) }
        #expect(alone.title(callSite: nil) == "rendering report, 120 ms" && alone.severity == .bad)
        let twice = try first(.slowRender) { script in for _ in 1...2 { script.render("mail", takes: 25) } }
        #expect(twice.title(callSite: nil) == "rendering mail, 2 times, 50 ms" && twice.worst == 25_000_000)
        let asking = try first(.slowRender) { script in
            script.render("page") { inner in
                inner.query(Shop.authors, takes: 40)
                inner.render("part", takes: 30)
            }
        }
        #expect(asking.duration < 31_000_000, "the query's time is not the template's")
    }

    @Test("A gap says between what and what")
    func gap() throws {
        let between = try first(.gap) { script in
            script.query(Shop.session)
            script.wait(450)
            script.render("authors", takes: 2)
        }
        #expect(
            between.title(callSite: nil)
                == "450 ms of your own code, or waiting, between query \(Shop.session) and render authors")
        #expect(between.label == "gap" && between.spans.count == 2)
        let before = try first(.gap) { script in
            script.wait(60)
            script.call("GET rates", takes: 3)
        }
        #expect(before.headline(callSite: nil) == "your own code, or waiting, before call GET rates")
        let after = try first(.gap) { script in
            script.query("select * from a_table_with_a_long_name where with_a_column = ?")
            script.wait(60)
        }
        #expect(after.subject == "after query select * from a_table_with_a_long_name where wi…")
        let all = try first(.gap) { $0.wait(60) }
        #expect(all.subject == "all of it" && all.spans.isEmpty && all.count == 1)
        let running = try first(.gap) { script in
            script.render("head", takes: 1)
            script.wait(60)
            script.isRunning = true
        }
        #expect(running.subject == "since render head")
    }

    @Test("An error says what it was, and where it began")
    func error() throws {
        let finding = try first(.error) { script in
            script.query("insert into printer values (?)", fails: true)
            script.error = "PrinterJam: counter 2"
        }
        #expect(finding.title(callSite: nil) == "PrinterJam: counter 2" && finding.cost.isEmpty)
        #expect(finding.severity == .bad && finding.spans == [3] && finding.stack != 0)
        let wordless = try first(.error) { $0.error = "" }
        #expect(wordless.title(callSite: nil) == "the request failed")
    }

    @Test(
        "Durations have as many digits as one acts on",
        arguments: [
            (0.000_1, "0.01 ms"), (0.04, "0.04 ms"), (0.095, "0.1 ms"), (3.14, "3.1 ms"), (9.94, "9.9 ms"),
            (9.96, "10 ms"), (48.2, "48 ms"), (999.4, "999 ms"), (999.6, "1.0 s"), (1_234, "1.2 s"),
            (99_940, "99.9 s"), (123_456, "123 s"), (4_000_000, "4,000 s"),
        ] as [(Double, String)])
    func durations(milliseconds: Double, expected: String) {
        let finding = Finding(kind: .gap, severity: .warn, duration: UInt64((milliseconds * 1_000_000).rounded()))
        #expect(finding.cost == expected)
    }

    @Test("A part has its own unit where that differs from the whole's")
    func parts() {
        var finding = Finding(kind: .nPlusOne, severity: .bad, count: 3, duration: 1_200_000_000)
        finding.avoidableDuration = 980_000_000
        #expect(finding.cost == "1.2 s, 980 ms of them avoidable")
        finding.avoidableDuration = 1_100_000_000
        #expect(finding.cost == "1.2 s, 1.1 of them avoidable")
    }
}
