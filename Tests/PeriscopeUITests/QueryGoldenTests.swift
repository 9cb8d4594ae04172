import Screen
import Testing

/// The SQL and the templates panels with every sort of query, compared with screens that a person has looked at.
struct QueryGoldenTests {
    struct Scene: CustomTestStringConvertible {
        let name: String
        let keys: String
        let columns: Int
        let rows: Int
        let isASCII: Bool
        /// Whether the server has answered what was asked.
        let isAnswered: Bool

        var testDescription: String { "\(name) \(columns)x\(rows)\(isASCII ? " ASCII" : "")" }
        var file: String { "orders-\(name)-\(columns)x\(rows)\(isASCII ? "-ascii" : "").txt" }
    }

    static let screens: [(name: String, keys: String, isAnswered: Bool)] = [
        ("sql", "3zG", false), ("sql-grouped", "3zt", false), ("sql-by-time", "3zs<down><enter>", false),
        ("query", "3zjjjj<enter>", false), ("query-plan", "3zjjjjjjjjjjjjjp", true), ("group", "3ztj<enter>", false),
        ("templates", "4z", false), ("render", "4z<enter>", false), ("render-inner", "4zj<enter>", false),
    ]

    static let scenes = screens.flatMap { screen in
        [(80, 24, false), (80, 24, true), (120, 40, false), (200, 60, false), (200, 60, true)].map {
            Scene(
                name: screen.name, keys: screen.keys, columns: $0, rows: $1, isASCII: $2,
                isAnswered: screen.isAnswered)
        }
    }

    static let plan: [(Int64, Int64, String)] = [
        (9, 0, "SCAN book"), (12, 0, "SEARCH author USING INTEGER PRIMARY KEY (rowid=?)"),
        (30, 0, "MULTI-INDEX OR"), (31, 30, "INDEX 1"), (32, 31, "SEARCH book USING INDEX book_by_year (year=?)"),
        (40, 30, "INDEX 2"), (41, 40, "SEARCH book USING COVERING INDEX book_by_author (author_id=?)"),
        (50, 0, "USE TEMP B-TREE FOR ORDER BY"),
    ]

    @Test("The screen is as it was looked at", arguments: scenes)
    func golden(scene: Scene) throws {
        var ui = UIDriver.orders(scene.keys, scene.columns, scene.rows, glyphs: scene.isASCII ? .ascii : .unicode)
        if scene.isAnswered { ui.answer(Self.plan) }
        if scene.isASCII { #expect(ui.screen.utf8.allSatisfy { $0 < 0x80 }, "\(ui.screen)") }
        try GoldenScreen.expect(ui.screen, scene.file)
    }
}
