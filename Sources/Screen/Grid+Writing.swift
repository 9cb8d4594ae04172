/// On which side of its width text stands.
package enum TextAlignment: Sendable {
    case left
    case right
}

extension Grid {
    /// Writes text, sanitised, and returns the columns it used.
    ///
    /// - Parameters:
    ///   - x: The first column; may be negative, then the start is clipped.
    ///   - width: The columns it may use at most. Text that is longer ends in an ellipsis. Without, the grid's right
    ///     edge is the limit.
    ///   - align: With `.right` and a width, the text ends at the width's end.
    @discardableResult
    package mutating func write(
        _ text: String, x: Int, y: Int, role: Role = .text, width: Int? = nil, align: TextAlignment = .left
    ) -> Int {
        var pen = Pen(x: x, y: y, width: width, columns: size.columns)
        if align == .right, let width {
            pen.indent(max(0, width - TextWidth.width(of: text, glyphs: glyphs)))
        }
        put(text, role: role, isReversed: false, pen: &pen)
        return pen.used
    }

    /// Writes text of several roles; like `write` of a string.
    @discardableResult
    package mutating func write(
        _ text: StyledText, x: Int, y: Int, width: Int? = nil, align: TextAlignment = .left
    ) -> Int {
        var pen = Pen(x: x, y: y, width: width, columns: size.columns)
        if align == .right, let width {
            pen.indent(max(0, width - text.width(glyphs: glyphs)))
        }
        for run in text.runs where !pen.isFull {
            put(run.text, role: run.role, isReversed: run.isReversed, pen: &pen)
        }
        return pen.used
    }

    /// Makes a region blank, in a role.
    package mutating func fill(_ region: Region, role: Role = .background) {
        let area = region.intersection(size.region)
        guard !area.isEmpty else { return }
        var blank = Cell(blank: role)
        blank.ground = role
        for y in area.y..<area.maxY {
            clearHalves(x: area.x, y: y)
            clearHalves(x: area.maxX - 1, y: y)
            let start = y * size.columns
            for index in start + area.x..<start + area.maxX { cells[index] = blank }
        }
    }

    /// Lays a role over a region: its colours win where it sets them, the text below stays.
    ///
    /// Nil takes it away.
    package mutating func overlay(_ region: Region, role: Role?) {
        let area = region.intersection(size.region)
        guard !area.isEmpty else { return }
        for y in area.y..<area.maxY {
            let start = y * size.columns
            for index in start + area.x..<start + area.maxX { cells[index].overlay = role }
        }
    }

    /// Copies another grid into this one, clipped.
    package mutating func draw(_ other: Grid, x: Int, y: Int) {
        for row in 0..<other.size.rows where y + row >= 0 && y + row < size.rows {
            for column in 0..<other.size.columns {
                let cell = other[column, row]
                if cell.width > 0 { set(cell, x: x + column, y: y + row) }
            }
        }
    }

    private mutating func put(_ text: String, role: Role, isReversed: Bool, pen: inout Pen) {
        guard pen.y >= 0, pen.y < size.rows, !pen.isFull else { return }
        if Sanitiser.isPlainASCII(text) {
            putASCII(text, role: role, isReversed: isReversed, pen: &pen)
            return
        }
        var pieces = TextPieces(text, glyphs: glyphs, column: pen.used)
        while let piece = pieces.next() {
            let cell = Cell(
                packed: piece.packed, width: piece.width, role: piece.isMark ? .sanitised : role,
                isReversed: isReversed)
            if !place(cell, pen: &pen) { return }
        }
    }

    /// Nearly all that is ever drawn: a cell a byte, and only at the ends can half a wide character be left.
    private mutating func putASCII(_ text: String, role: Role, isReversed: Bool, pen: inout Pen) {
        let bytes = text.utf8
        let room = pen.limit - pen.x
        let from = max(pen.x, 0), to = min(pen.x + min(bytes.count, room), size.columns)
        if from < to {
            clearHalves(x: from, y: pen.y)
            clearHalves(x: to - 1, y: pen.y)
            var cell = Cell(packed: 0x20, width: 1, role: role, isReversed: isReversed)
            var index = pen.y * size.columns + from
            for byte in bytes.dropFirst(from - pen.x).prefix(to - from) {
                cell.packed = UInt64(byte)
                put(cell, at: index)
                index += 1
            }
        }
        pen.x += min(bytes.count, max(0, room))
        if bytes.count > room { endWithEllipsis(&pen, role: role) }
    }

    /// Puts one cell at the pen; false when there was no room, and an ellipsis tells of it.
    private mutating func place(_ cell: Cell, pen: inout Pen) -> Bool {
        if pen.x + cell.width > pen.limit {
            endWithEllipsis(&pen, role: cell.role)
            return false
        }
        set(cell, x: pen.x, y: pen.y)
        pen.x += cell.width
        return true
    }

    private mutating func endWithEllipsis(_ pen: inout Pen, role: Role) {
        pen.isFull = true
        let last = pen.limit - 1
        guard last >= pen.start else { return }
        for scalar in glyphs.ellipsis.unicodeScalars.prefix(1) {
            set(Cell(packed: UInt64(scalar.value), width: 1, role: role, isReversed: false), x: last, y: pen.y)
        }
        pen.x = pen.limit
    }

    /// Sets a cell and, for a wide one, its right half; what is half inside of the grid becomes a blank.
    private mutating func set(_ cell: Cell, x: Int, y: Int) {
        guard y >= 0, y < size.rows else { return }
        let isWide = cell.width == 2
        if isWide && (x < 0 || x + 1 >= size.columns) {
            if isInside(x, y) { set(Cell(blank: cell.role), x: x, y: y) }
            if isInside(x + 1, y) { set(Cell(blank: cell.role), x: x + 1, y: y) }
            return
        }
        guard x >= 0, x < size.columns else { return }
        clearHalves(x: x, y: y)
        if isWide { clearHalves(x: x + 1, y: y) }
        let index = y * size.columns + x
        put(cell, at: index)
        if isWide { put(Cell(continuationOf: cell.role), at: index + 1) }
    }

    private mutating func put(_ cell: Cell, at index: Int) {
        var cell = cell
        cell.lie(on: cells[index])
        cells[index] = cell
    }

    /// Before a cell is overwritten: if it is half of a wide character, the other half becomes a blank.
    private mutating func clearHalves(x: Int, y: Int) {
        let index = y * size.columns + x
        let width = cells[index].width
        if width == 1 { return }
        let other = width == 2 ? x + 1 : x - 1
        guard isInside(other, y) else { return }
        let before = cells[y * size.columns + other]
        cells[y * size.columns + other] = Cell(blank: cells[index].role)
        cells[y * size.columns + other].overlay = before.overlay
        cells[y * size.columns + other].ground = before.ground
    }
}
