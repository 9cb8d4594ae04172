import Screen

/// A piece of a screen in which a theme's main roles stand side by side.
struct ThemeSample {
    private static let columns = 76

    let glyphs: Glyphs

    private struct Row {
        let status: (String, Role)
        let method: (String, Role)
        let path: String
        let time: (String, Role)
        let flags: (String, Role)
    }

    private static let rows = [
        Row(
            status: ("200", .code2xx), method: ("GET", .methodGet), path: "/authors", time: ("48.2 ms", .barSQL),
            flags: ("51 queries", .text)),
        Row(
            status: ("303", .code3xx), method: ("POST", .methodWrite), path: "/login", time: ("12.7 ms", .barApp),
            flags: ("[redacted]", .redacted)),
        Row(
            status: ("404", .code4xx), method: ("GET", .methodGet), path: "/books/0", time: ("0.9 ms", .barApp),
            flags: ("warning", .warning)),
        Row(
            status: ("500", .code5xx), method: ("DELETE", .methodDelete), path: "/error", time: ("0.4 ms", .barApp),
            flags: ("error", .error)),
        Row(
            status: (Glyphs.unicode.inFlight, .running), method: ("GET", .methodGet), path: "/slow",
            time: ("3.4 s", .running), flags: ("waiting in handler", .textDim)),
    ]

    var grid: Grid {
        var grid = Grid(ScreenSize(columns: Self.columns, rows: Self.rows.count + 4), glyphs: glyphs)
        grid.fill(grid.size.region, role: .background)
        grid.fill(Region(x: 0, y: 0, width: Self.columns, height: 1), role: .statusBar)
        grid.write(" bookshop 4242 debug", x: 0, y: 0, role: .statusBar)
        grid.write("FOLLOW", x: Self.columns - 8, y: 0, role: .statusFollow)
        grid.write("   STATUS METHOD PATH              TIME", x: 0, y: 1, role: .header)
        for (index, row) in Self.rows.enumerated() { write(row, y: index + 2, to: &grid) }
        grid.overlay(Region(x: 0, y: 2, width: Self.columns, height: 1), role: .selection)
        writeSQL(y: Self.rows.count + 2, to: &grid)
        grid.write(" Enter", x: 0, y: Self.rows.count + 3, role: .keyHint)
        grid.write("open", x: 7, y: Self.rows.count + 3, role: .footer)
        return grid
    }

    private func write(_ row: Row, y: Int, to grid: inout Grid) {
        if y == 2 { grid.write(glyphs.gutter, x: 1, y: y) }
        let status = row.status.0 == Glyphs.unicode.inFlight ? glyphs.inFlight : row.status.0
        grid.write(status, x: 3, y: y, role: row.status.1)
        grid.write(row.method.0, x: 10, y: y, role: row.method.1)
        grid.write(row.path, x: 17, y: y)
        grid.write(row.time.0, x: 33, y: y, role: .textStrong, width: 8, align: .right)
        grid.write(String(repeating: glyphs.isASCII ? "#" : "█", count: 6), x: 43, y: y, role: row.time.1)
        grid.write(row.flags.0, x: 52, y: y, role: row.flags.1)
    }

    private func writeSQL(y: Int, to grid: inout Grid) {
        var text = StyledText(" SELECT", .sqlKeyword)
        for (part, role): (String, Role) in [
            (" name ", .sqlIdentifier), ("FROM", .sqlKeyword), (" book ", .sqlIdentifier), ("WHERE", .sqlKeyword),
            (" id = ", .text), ("7", .sqlNumber), (" AND kind = ", .text), ("'novel'", .sqlString),
        ] { text.append(part, role) }
        grid.write(text, x: 0, y: y)
    }
}
