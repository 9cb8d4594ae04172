import CNcurses
import Screen

/// Hands to ncurses what differs between two grids, a run of cells a row.
///
/// A value of its own, so that a row is made with no check of an object's exclusive use for each of its cells: those
/// cost more than all else about a cell. Some 4 ns a cell.
struct RowPainter {
    var styles: CellStyles
    private var run: [pc_cell] = []

    init(styles: CellStyles) {
        self.styles = styles
    }

    /// - Parameter shown: What stands on the screen; nil where that is not known.
    mutating func paint(_ rows: [Int], of grid: Grid, over shown: Grid?) {
        for y in rows {
            let columns = grid.changedColumns(ofRow: y, from: shown)
            run.removeAll(keepingCapacity: true)
            for cell in grid.cells(ofRow: y).dropFirst(columns.lowerBound).prefix(columns.count) where cell.width > 0 {
                let look = styles.look(of: cell)
                let (base, first, second) = cell.scalarValues
                run.append(
                    pc_cell(
                        base: base, marks: (first, second), pair: look.pair, attributes: look.attributes,
                        width: UInt16(cell.width)))
            }
            pc_put_cells(Int32(y), Int32(columns.lowerBound), run, Int32(run.count))
        }
    }
}
