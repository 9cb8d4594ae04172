import PeriscopeHistory
import PeriscopeWire

extension Feed {
    func stack(_ hash: UInt64, _ physical: [UInt64], async: [UInt64] = []) -> WireCallStack {
        var stack = WireCallStack()
        stack.hash = hash
        stack.frames = physical + async
        stack.physical = UInt32(physical.count)
        return stack
    }

    /// A page that asks for a list and then for each row's author, from one place.
    mutating func loop(
        _ id: UInt64, rows: UInt64 = 5, stack: UInt64 = 77, sql: String = "SELECT * FROM author WHERE id = ?",
        route: String? = "/authors", duration: UInt64 = 10_000_000
    ) -> WireRequestDelta {
        var delta = whole(id, duration: duration, queries: 0, route: route)
        delta.spans += loopSpans(id, rows: rows, stack: stack, sql: sql)
        return delta
    }

    mutating func loopSpans(
        _ id: UInt64, rows: UInt64, stack: UInt64 = 77, sql: String = "SELECT * FROM author WHERE id = ?"
    ) -> [WireSpan] {
        let handler = id &* 1_000
        var list = query(
            handler &+ 20, "SELECT * FROM book", values: [], parent: handler, start: 1_100_000, end: 1_150_000)
        list.query.rows = rows
        list.stack = stack &+ 1
        return [list] + loopQueries(id, 0..<rows, stack: stack, sql: sql)
    }

    mutating func loopQueries(
        _ id: UInt64, _ rows: Range<UInt64>, stack: UInt64 = 77, sql: String = "SELECT * FROM author WHERE id = ?"
    ) -> [WireSpan] {
        let handler = id &* 1_000
        return rows.map { row in
            let start = 1_200_000 &+ row &* 10_000
            var span = query(
                handler &+ 30 &+ row, sql, values: ["\(row)"], parent: handler, start: start, end: start &+ 8_000)
            span.stack = stack
            return span
        }
    }
}

extension SourceFrame {
    static func app(_ function: String, line: Int = 42) -> SourceFrame {
        SourceFrame(function: function, path: "/home/me/bookshop/Sources/Bookshop/Authors.swift", line: line)
    }

    static func library(_ function: String) -> SourceFrame {
        SourceFrame(
            function: function, path: "/home/me/bookshop/.build/checkouts/GRDB/Row.swift", line: 7, isApp: false)
    }
}
