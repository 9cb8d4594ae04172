import Screen

/// What holds for every screen, whatever is on it.
enum ScreenLaws {
    /// The first law that a grid breaks, as a sentence; nil where all hold.
    static func broken(by grid: Grid, size: ScreenSize) -> String? {
        guard grid.size == size else { return "the grid is \(grid.size), the screen \(size)" }
        for y in 0..<size.rows {
            let cells = grid.cells(ofRow: y)
            guard cells.count == size.columns else { return "row \(y) has \(cells.count) cells" }
            var needsRightHalf = false
            for (x, cell) in cells.enumerated() {
                if let problem = broken(by: cell, isRightHalf: needsRightHalf) { return "\(problem) at \(x), \(y)" }
                needsRightHalf = cell.width == 2
            }
            if needsRightHalf { return "half of a wide character at the end of row \(y)" }
        }
        return nil
    }

    private static func broken(by cell: Cell, isRightHalf: Bool) -> String? {
        let (base, first, second) = cell.scalarValues
        if cell.width == 0 || isRightHalf {
            guard cell.width == 0, isRightHalf else { return "a lone half of a wide character" }
            return base | first | second == 0 ? nil : "text in the right half of a wide character"
        }
        // Nearly all that is ever drawn.
        if base >= 0x20, base < 0x7F, first | second == 0 { return cell.width == 1 ? nil : "a wide letter" }
        guard let scalar = Unicode.Scalar(base), isHarmless(scalar) else { return "a cell holds U+\(hex(base))" }
        guard TextWidth.width(of: scalar) == cell.width else { return "U+\(hex(base)) in \(cell.width) columns" }
        for value in [first, second] where value != 0 {
            guard let mark = Unicode.Scalar(value), isHarmless(mark), TextWidth.width(of: mark) == 0 else {
                return "a mark that is none: U+\(hex(value))"
            }
        }
        return nil
    }

    /// Whether a terminal only draws it: it moves nothing, turns nothing round, and is seen.
    static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x300, 0x2010...0x2027, 0x2190..<0x2600: return true
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return false
        default: return !scalar.properties.isVariationSelector
        }
    }

    static func hex(_ value: UInt32) -> String { String(value, radix: 16, uppercase: true) }
}
