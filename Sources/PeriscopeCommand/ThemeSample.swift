import Screen

/// A piece of a screen in which a theme's roles stand as they do in the toolbar: a list, a timeline, SQL, logs, a
/// comparison, and the lines around them.
struct ThemeSample {
    private static let columns = 80
    private static let rows = 31

    let glyphs: Glyphs

    /// Text in parts, each with its role.
    private typealias Parts = [(String, Role)]

    var grid: Grid {
        var grid = Grid(ScreenSize(columns: Self.columns, rows: Self.rows), glyphs: glyphs)
        grid.fill(grid.size.region, role: .background)
        writeHead(to: &grid)
        writeList(y: 2, to: &grid)
        writeTimeline(y: 10, to: &grid)
        writeSQL(y: 17, to: &grid)
        writeLogs(y: 20, to: &grid)
        writeComparison(y: 20, to: &grid)
        writeGraphs(y: 26, to: &grid)
        writeFoot(y: 29, to: &grid)
        writePopup(to: &grid)
        return grid
    }

    private func write(_ parts: Parts, x: Int, y: Int, to grid: inout Grid) {
        grid.write(parts.reduce(into: StyledText()) { $0.append($1.0, $1.1) }, x: x, y: y)
    }

    private func writeHead(to grid: inout Grid) {
        write(
            [
                (" \(glyphs.bullet) bookshop", .app1), (" 4242 debug   ", .textDim), ("212 req", .text),
                ("  p50 12 ms  ", .text), ("p95 240 ms", .warning), ("  3 err", .error), ("  ", .text),
                (glyphs.sparkline([1, 2, 1, 4, 7, 3, 2, 5]), .chart),
            ], x: 0, y: 0, to: &grid)
        grid.write("FOLLOW", x: 72, y: 0, role: .statusFollow)
        write(
            [
                ("   STATUS METHOD PATH             ", .header), ("TIME", .header), (glyphs.sortDescending, .sortMark),
                ("          QUERIES  FLAGS", .header),
            ], x: 0, y: 1, to: &grid)
    }

    private struct Row {
        let status: (String, Role)
        let method: (String, Role)
        let path: String
        let time: String
        let share: Double
        let bar: Role
        let flags: Parts
        var overlay: Role?
    }

    private var list: [Row] {
        [
            Row(
                status: ("200", .code2xx), method: ("GET", .methodGet), path: "/authors", time: "48.2 ms", share: 0.8,
                bar: .barSQL, flags: [("51 ", .text), ("N+1", .nplusone), (" dup", .duplicate)], overlay: .selection),
            Row(
                status: ("303", .code3xx), method: ("POST", .methodWrite), path: "/login", time: "12.7 ms", share: 0.3,
                bar: .barApp, flags: [(" 2 ", .text), ("[redacted]", .redacted)], overlay: .marked),
            Row(
                status: ("404", .code4xx), method: ("GET", .methodGet), path: "/books/0", time: "0.9 ms", share: 0.05,
                bar: .barApp, flags: [(" 1 ", .text)]),
            Row(
                status: ("500", .code5xx), method: ("DELETE", .methodDelete), path: "/orders/7", time: "88.0 ms",
                share: 1, bar: .barIO, flags: [("12 ", .text), ("error", .error), (" slow", .slow)]),
            Row(
                status: ("200", .code2xx), method: ("GET", .methodGet), path: "/books\u{1B}[2J", time: "21.4 ms",
                share: 0.4, bar: .barTemplate, flags: [(" 3 ", .text), ("2 ", .textDim), ("-4 ms", .better)],
                overlay: .selectionInactive),
            Row(
                status: (glyphs.inFlight, .running), method: ("GET", .methodGet), path: "/slow", time: "3.4 s",
                share: 0,
                bar: .running, flags: [("waiting in the handler", .running)]),
        ]
    }

    private func writeList(y: Int, to grid: inout Grid) {
        for (index, row) in list.enumerated() {
            let y = y + index
            if row.overlay == .selection { grid.write(glyphs.gutter, x: 1, y: y) }
            if row.overlay == .marked { grid.write(glyphs.mark, x: 1, y: y, role: .marked) }
            grid.write(row.status.0, x: 3, y: y, role: row.status.1)
            grid.write(row.method.0, x: 10, y: y, role: row.method.1)
            grid.write(row.path, x: 17, y: y)
            grid.write(row.time, x: 30, y: y, role: .textStrong, width: 8, align: .right)
            grid.write(glyphs.bar(fraction: row.share, width: 8), x: 39, y: y, role: row.bar)
            write(row.flags, x: 49, y: y, to: &grid)
            if let overlay = row.overlay {
                grid.overlay(Region(x: 0, y: y, width: Self.columns, height: 1), role: overlay)
            }
        }
        // What a search found.
        grid.overlay(Region(x: 18, y: y + 2, width: 4, height: 1), role: .searchHitCurrent)
        grid.overlay(Region(x: 18, y: y + 4, width: 4, height: 1), role: .searchHit)
        grid.write(glyphs.rule(width: Self.columns), x: 0, y: y + 6, role: .borderFocus)
        write(
            [
                (" 1 Overview ", .tabInactive), (" 2 Timeline ", .tabActive),
                (" 3 SQL  4 Templates  5 Logs ", .tabInactive),
            ],
            x: 1, y: y + 6, to: &grid)
    }

    private struct Span {
        let depth: Int
        let name: String
        let start: Double
        let end: Double
        let role: Role
    }

    private func writeTimeline(y: Int, to grid: inout Grid) {
        write(
            [("GET /authors", .titleFocus), ("   0 ms        10        20        30        40", .axis)], x: 1, y: y - 1,
            to: &grid)
        let spans = [
            Span(depth: 0, name: "handler", start: 0, end: 1, role: .layerHandler),
            Span(depth: 1, name: "session", start: 0, end: 0.06, role: .layerMiddleware),
            Span(depth: 1, name: "SELECT author", start: 0.07, end: 0.21, role: .layerQuery),
            Span(depth: 1, name: "GET covers", start: 0.22, end: 0.55, role: .layerClient),
            Span(depth: 1, name: "(gap)", start: 0.55, end: 0.7, role: .layerGap),
            Span(depth: 1, name: "authors.html", start: 0.7, end: 0.97, role: .layerRender),
        ]
        for (index, span) in spans.enumerated() {
            let y = y + index
            let isLast = index == spans.count - 1
            let guides = span.depth == 0 ? glyphs.open + " " : isLast ? glyphs.treeLast : glyphs.treeBranch
            grid.write(guides, x: 1, y: y, role: .tree)
            grid.write(span.name, x: 4, y: y, width: 14)
            grid.write(glyphs.span(start: span.start, end: span.end, width: 50, role: span.role), x: 19, y: y)
        }
    }

    private func writeSQL(y: Int, to grid: inout Grid) {
        let keyword = Role.sqlKeyword
        write(
            [
                ("SELECT", keyword), (" name, born ", .sqlIdentifier), ("FROM", keyword), (" author ", .sqlIdentifier),
                ("WHERE", keyword), (" id = ", .text), ("?1", .sqlParameter), (" AND kind = ", .text),
                ("'novel'", .sqlString), (" LIMIT ", keyword), ("20", .sqlNumber), ("  -- by hand", .sqlComment),
            ], x: 1, y: y - 1, to: &grid)
        write(
            [
                ("{ ", .text), ("\"title\"", .jsonKey), (": ", .text), ("\"Emma\"", .jsonString), (", ", .text),
                ("\"pages\"", .jsonKey), (": ", .text), ("474", .jsonNumber), (", ", .text), ("\"lent\"", .jsonKey),
                (": ", .text), ("null", .jsonLiteral), (" }", .text), ("   Sources/Books.swift:42", .link),
            ], x: 1, y: y, to: &grid)
        grid.write(glyphs.rule(width: Self.columns), x: 0, y: y + 1, role: .border)
        write([(" Logs ", .title)], x: 1, y: y + 1, to: &grid)
        write([(" Against the build before ", .title)], x: 44, y: y + 1, to: &grid)
    }

    private func writeLogs(y: Int, to grid: inout Grid) {
        let lines: [(String, Role)] = [
            ("trace    opened", .logTrace), ("debug    cache miss", .logDebug), ("info     signed in", .logInfo),
            ("warning  retrying in 1 s", .logWarning), ("error    timed out", .logError),
            ("critical out of disk", .critical),
        ]
        for (index, line) in lines.enumerated() {
            grid.write("+\(index).2 ms", x: 1, y: y - 1 + index, role: .textDim)
            grid.write(line.0, x: 10, y: y - 1 + index, role: line.1)
        }
    }

    private func writeComparison(y: Int, to grid: inout Grid) {
        let arrow = glyphs.arrowRight
        let lines: [Parts] = [
            [("queries  51 \(arrow) 2    ", .text), ("\(glyphs.minus)49", .better)],
            [("time     48 \(arrow) 61 ms ", .text), ("+13 ms", .worse)],
            [("renders   2 \(arrow) 2     ", .text), ("=", .unchanged)],
            [("+ SELECT name FROM author", .diffAdd)], [("- SELECT * FROM book", .diffDelete)],
        ]
        for (index, line) in lines.enumerated() { write(line, x: 45, y: y - 1 + index, to: &grid) }
    }

    private func writeGraphs(y: Int, to grid: inout Grid) {
        let heat: [Role] = [.heat1, .heat2, .heat3, .heat4, .heat5]
        let bars: [(String, Role)] = [
            ("app", .barApp), ("SQL", .barSQL), ("tpl", .barTemplate), ("io", .barIO), ("other", .barOther),
        ]
        var x = 1
        for role in heat { x += grid.write(glyphs.bar(fraction: 1, width: 3), x: x, y: y, role: role) }
        x += 2
        for (name, role) in bars {
            x += grid.write(glyphs.bar(fraction: 1, width: 1), x: x, y: y, role: role) + 1
            x += grid.write(name, x: x, y: y, role: .textDim) + 2
        }
        let flames: [(String, Int, Role)] = [
            ("Library.load", 22, .flameApp), ("SQLite", 16, .flameLibrary), ("libc", 12, .flameRuntime),
        ]
        x = 1
        for (name, width, role) in flames {
            grid.write(glyphs.bar(fraction: 1, width: 1), x: x, y: y + 1, role: role)
            grid.write(" " + name, x: x + 1, y: y + 1, role: .text, width: width - 1)
            x += width
        }
    }

    private func writeFoot(y: Int, to grid: inout Grid) {
        write(
            [
                (" [1/212] ", .statusBar), (" PAUSED +7 ", .statusPaused), (" ", .statusBar),
                (" filter status:5xx ", .statusFilter), (" ", .statusBar), (" server lost ", .statusDisconnected),
                ("  copied", .notice),
            ], x: 0, y: y - 1, to: &grid)
        write([(" filter: ", .prompt), ("ms>100", .text), (" ", .cursor)], x: 0, y: y, to: &grid)
        let hints = [
            ("Enter", "open"), ("/", "search"), ("f", "filter"), ("Space", "pause"), ("d", "compare"), ("?", "help"),
        ]
        write(hints.flatMap { [(" " + $0.0, .keyHint), (" \($0.1) ", .footer)] }, x: 0, y: y + 1, to: &grid)
    }

    private func writePopup(to grid: inout Grid) {
        let region = Region(x: 55, y: 24, width: 24, height: 4)
        let rule = glyphs.rule(width: region.width - 2)
        grid.fill(region, role: .popup)
        grid.write(glyphs.topLeft + rule + glyphs.topRight, x: region.x, y: region.y, role: .popupBorder)
        grid.write(glyphs.bottomLeft + rule + glyphs.bottomRight, x: region.x, y: region.maxY - 1, role: .popupBorder)
        for y in region.y + 1..<region.maxY - 1 {
            grid.write(glyphs.vertical, x: region.x, y: y, role: .popupBorder)
            grid.write(glyphs.vertical, x: region.maxX - 1, y: y, role: .popupBorder)
        }
        grid.write(" Copy as ", x: region.x + 2, y: region.y, role: .title)
        write([("c", .keyHint), (" curl, 2 masked", .text)], x: region.x + 2, y: region.y + 1, to: &grid)
        write(
            [("s", .keyHint), (" SQL ", .text), ("with its values", .textDim)], x: region.x + 2, y: region.y + 2,
            to: &grid)
    }
}
