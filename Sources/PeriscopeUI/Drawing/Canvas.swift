import Screen

/// A grid being drawn, with the few ways in which panes draw on it.
struct Canvas {
    var grid: Grid
    let glyphs: Glyphs

    init(size: ScreenSize, glyphs: Glyphs) {
        grid = Grid(size, glyphs: glyphs)
        self.glyphs = glyphs
    }

    /// Draws a line into a region's row, scrolled sideways by so many columns, clipped at the region's edges.
    mutating func draw(_ line: Line, in region: Region, row: Int, scrolledBy scroll: Int = 0) {
        guard row >= 0, row < region.height, region.width > 0 else { return }
        for piece in line.pieces {
            let x = piece.x - scroll
            guard x < region.width else { continue }
            if x < 0 {
                drawCut(piece, columns: -x, in: region, row: row)
                continue
            }
            let space = region.width - x
            let width = min(piece.width ?? space, space)
            // A right-aligned piece that does not fit is cut at its end like any other.
            let align: TextAlignment = width < (piece.width ?? width) ? .left : piece.align
            grid.write(piece.text, x: region.x + x, y: region.y + row, width: width, align: align)
        }
    }

    /// The part of a piece that is left when its first columns are scrolled away.
    private mutating func drawCut(_ piece: Line.Piece, columns: Int, in region: Region, row: Int) {
        let width = (piece.width ?? piece.text.width) - columns
        guard width > 0 else { return }
        let whole = piece.width ?? piece.text.width
        var strip = Grid(ScreenSize(columns: min(whole, columns + region.width), rows: 1), glyphs: glyphs)
        strip.write(piece.text, x: 0, y: 0, width: whole, align: piece.align)
        // Through a grid of its own, so that what the pane's left edge cuts cannot reach the pane beside it.
        var part = Grid(ScreenSize(columns: min(width, region.width), rows: 1), glyphs: glyphs)
        part.draw(strip, x: -columns, y: 0)
        grid.draw(part, x: region.x, y: region.y + row)
    }

    /// Text in the middle of a region's row.
    mutating func center(_ text: String, in region: Region, row: Int, role: Role = .text) {
        guard row >= 0, row < region.height else { return }
        let x = max(0, (region.width - TextWidth.width(of: text, glyphs: glyphs)) / 2)
        grid.write(text, x: region.x + x, y: region.y + row, role: role, width: region.width - x)
    }

    /// Lays the search role over every place in a region where the text stands, capital letters or not.
    mutating func markHits(of needle: String, in region: Region, isCurrent: Bool) {
        guard !needle.isEmpty else { return }
        let wanted = needle.lowercased().unicodeScalars.map(\.value)
        let role: Role = isCurrent ? .searchHitCurrent : .searchHit
        for y in region.y..<max(region.y, region.maxY) {
            markHits(of: wanted, y: y, from: region.x, to: min(region.maxX, grid.size.columns), role: role)
        }
    }

    private mutating func markHits(of wanted: [UInt32], y: Int, from: Int, to: Int, role: Role) {
        guard to - from >= wanted.count else { return }
        let line = (from..<to).map { Self.lowered(grid[$0, y].base?.value ?? 0) }
        var x = 0
        while x + wanted.count <= line.count {
            if line[x..<x + wanted.count].elementsEqual(wanted) {
                grid.overlay(Region(x: from + x, y: y, width: wanted.count, height: 1), role: role)
                x += wanted.count
            } else {
                x += 1
            }
        }
    }

    private static func lowered(_ value: UInt32) -> UInt32 {
        (0x41...0x5A).contains(value) ? value + 0x20 : value
    }
}
