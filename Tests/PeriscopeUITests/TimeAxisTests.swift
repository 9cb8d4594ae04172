import PeriscopeUI
import PeriscopeWire
import Screen
import Testing

/// The waterfall as it is drawn: spans of any length on any width.
struct TimeAxisTests {
    /// The cells of a row's bar that are not blank, by the row's label.
    private func bar(_ ui: UIDriver, _ label: String) -> [Int] {
        guard let row = ui.rows.firstIndex(where: { $0.contains(label) && !$0.contains("200 ") }) else { return [] }
        let grid = ui.grid
        return (0..<ui.size.columns).filter { column in
            let role = grid[column, row].role
            return Self.bars.contains(role) && grid[column, row].base != " " && column > 20
        }
    }

    private static let bars: Set<Role> = [.layerServer, .layerHandler, .layerQuery, .layerRender, .layerMiddleware]

    /// A request of `total` microseconds with a handler in it, and queries in that; times as given.
    private func driver(_ columns: Int, total: UInt64, handler: Range<UInt64>, queries: [Range<UInt64>], ascii: Bool)
        -> UIDriver
    {
        var ui = UIDriver(columns, 60, glyphs: ascii ? .ascii : .unicode)
        ui.connect()
        ui.say { server in
            let start: UInt64 = 1_000_000
            let id = server.makeID()
            var delta = server.head(id, "GET", "/x", at: start, route: "/x")
            let outer = server.span(
                .handler, "handler", in: id, from: start + handler.lowerBound, to: start + handler.upperBound)
            delta.spans = [outer]
            for (index, query) in queries.enumerated() {
                delta.spans.append(
                    server.query(
                        "SELECT q\(index)z", in: outer.id, from: start + query.lowerBound, to: start + query.upperBound)
                )
            }
            delta.end = server.end(at: start + total, status: 200)
            server.send(delta)
        }
        ui.type("2")
        ui.type("z")
        return ui
    }

    @Test("Children lie inside their parents' cells, edges never go back, and the whole touches both borders")
    func properties() {
        var random = Seeded()
        for round in 0..<60 {
            let columns = Int.random(in: 80...240, using: &random)
            let total = UInt64.random(in: 1_000...5_000_000, using: &random)
            let from = UInt64.random(in: 0..<total, using: &random)
            let to = UInt64.random(in: from...total, using: &random)
            // In order and apart, some without any length, some at the very edges.
            var cuts = (0..<12).map { _ in UInt64.random(in: from...to, using: &random) } + [from, from, to, to]
            cuts.sort()
            let queries = stride(from: 0, to: cuts.count, by: 2).map { cuts[$0]..<max(cuts[$0], cuts[$0 + 1]) }
            let ui = driver(columns, total: total, handler: from..<to, queries: queries, ascii: round % 2 == 1)
            check(ui, count: queries.count, "columns \(columns), total \(total), handler \(from)..<\(to), \(queries)")
        }
    }

    private func check(_ ui: UIDriver, count: Int, _ what: String) {
        let whole = bar(ui, "GET /x")
        let parent = bar(ui, "handler")
        guard let left = whole.first, let right = whole.last, let first = parent.first, let last = parent.last else {
            Issue.record("no bars: \(what)\n\(ui.screen)")
            return
        }
        #expect(whole.count == right - left + 1, "the whole has no hole: \(what)")
        #expect(first >= left && last <= right, "\(what)\n\(ui.screen)")
        var reached = first
        for index in 0..<count {
            let cells = bar(ui, "q\(index)z")
            guard let low = cells.first, let high = cells.last else {
                // Alike neighbours may be folded, but these differ in their text.
                Issue.record("no bar of q\(index)z: \(what)\n\(ui.screen)")
                continue
            }
            #expect(low >= first && high <= last, "q\(index)z outside of its parent: \(what)\n\(ui.screen)")
            #expect(low >= reached, "q\(index)z before its elder: \(what)\n\(ui.screen)")
            reached = low
        }
    }

    @Test("Ticks are steps of 1, 2 and 5, and their labels stand eight columns apart at least")
    func ticks() {
        for total: UInt64 in [130, 999, 1_000, 4_321, 48_200, 999_999, 7_200_000, 61_000_000] {
            for columns in [80, 120, 200] {
                let ui = driver(columns, total: total, handler: 0..<total, queries: [], ascii: false)
                let head = ui.rows.first { $0.contains("TIME") } ?? ""
                let numbers = head.split(separator: " ").compactMap { Double($0) }
                #expect(numbers.count >= 2, "\(head)")
                guard numbers.count >= 2 else { continue }
                var step = numbers[1] - numbers[0]
                while step >= 9.999 { step /= 10 }
                while step < 0.999 { step *= 10 }
                #expect([1, 2, 5].contains { abs($0 - step) < 0.001 }, "\(head)")
            }
        }
    }

    @Test("What a zoomed axis does not show is said to lie left or right of it; panning brings it into sight")
    func zoom() {
        var ui = driver(
            120, total: 100_000, handler: 0..<100_000, queries: [0..<1_000, 50_000..<51_000, 99_000..<100_000],
            ascii: false)
        ui.type("jjjjjj")
        ui.type("+++")
        ui.expect("zoom ×8")
        let arrows = ui.rows.filter { $0.contains("SELECT") }
        #expect(arrows.contains { $0.contains("←") } || arrows.contains { $0.contains("→") })
        for _ in 0..<40 { ui.type("L") }
        #expect(!bar(ui, "q2z").isEmpty)
        #expect(bar(ui, "q0z").isEmpty)
        for _ in 0..<40 { ui.type("H") }
        #expect(!bar(ui, "q0z").isEmpty)
        ui.type("---")
        ui.expectNot("zoom ×")
    }
}

/// The same numbers in each run.
private struct Seeded: RandomNumberGenerator {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
