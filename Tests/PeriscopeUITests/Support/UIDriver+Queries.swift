import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire
import Screen

extension UIDriver {
    /// `POST /orders` alone, with a panel of it opened.
    static func orders(_ keys: String, _ columns: Int = 120, _ rows: Int = 40, glyphs: Glyphs = .unicode) -> UIDriver {
        var ui = UIDriver(columns, rows, glyphs: glyphs)
        ui.time = 0
        ui.connect()
        ui.time = 2_000_000
        ui.say { $0.orders(at: 1_000_000) }
        ui.nameOrders()
        ui.type("\(keys)")
        return ui
    }

    /// What is called where in `/orders`.
    static let orderSources: [UInt64: SourceFrame] = sources.merging([
        104: SourceFrame(
            function: "OrderController.create(_:context:)", path: "/shop/Sources/Bookshop/OrderController.swift",
            line: 33),
        105: SourceFrame(function: "Publisher.name(of:)", path: "Sources/Bookshop/Publisher.swift", line: 12),
        1_001: SourceFrame(
            function: "Bookshop.answer(_:)", path: "/shop/Sources/Bookshop/Bookshop.swift", line: 20),
        202: SourceFrame(
            function: "DatabasePool.read(_:)", path: "/shop/.build/checkouts/GRDB.swift/GRDB/Core/DatabasePool.swift",
            line: 310, isApp: false),
    ]) { first, _ in first }

    mutating func nameOrders() {
        for (build, addresses) in history.takeUnnamed(limit: 1_000) {
            let names = addresses.map { ($0, Self.orderSources[$0].map { [$0] } ?? []) }
            history.name(Dictionary(names, uniquingKeysWith: { first, _ in first }), of: build)
        }
        act(.historyChanged(HistoryChange()))
    }

    /// What the server answers to the question that was asked last.
    mutating func answer(_ steps: [(Int64, Int64, String)]) {
        guard case .explain(let question) = takeEffects().last else { return }
        let made = steps.map { step in
            var made = WirePlanStep()
            (made.id, made.parent, made.detail) = step
            return made
        }
        environment.plans[question.key] = .answered(steps: made, duration: 240_000)
    }

    /// How the server would run the thirteenth query of `/orders`.
    static let orderPlan: [(Int64, Int64, String)] = [
        (9, 0, "SCAN book"), (12, 0, "SEARCH author USING INTEGER PRIMARY KEY (rowid=?)"),
        (30, 0, "MULTI-INDEX OR"), (31, 30, "INDEX 1"), (32, 31, "SEARCH book USING INDEX book_by_year (year=?)"),
        (40, 30, "INDEX 2"), (41, 40, "SEARCH book USING COVERING INDEX book_by_author (author_id=?)"),
        (50, 0, "USE TEMP B-TREE FOR ORDER BY"),
    ]
}
