/// How many columns and rows a screen has.
///
/// Never negative.
package struct ScreenSize: Hashable, Sendable {
    package let columns: Int
    package let rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }

    /// The whole screen as a region.
    package var region: Region { Region(x: 0, y: 0, width: columns, height: rows) }
}
