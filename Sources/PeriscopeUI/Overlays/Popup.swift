import Screen

/// A box in the middle of the screen, over the rest.
struct Popup {
    let region: Region
    /// Inside the border.
    let inner: Region

    init(width: Int, height: Int, in size: ScreenSize) {
        let columns = min(max(width, 1), size.columns)
        let rows = min(max(height, 1), size.rows)
        region = Region(x: (size.columns - columns) / 2, y: (size.rows - rows) / 2, width: columns, height: rows)
        inner = region.inset(left: 2, top: 1, right: 2, bottom: 1)
    }

    func draw(title: String, on canvas: inout Canvas) {
        let glyphs = canvas.glyphs
        canvas.grid.fill(region, role: .popup)
        let rule = glyphs.rule(width: region.width - 2)
        canvas.grid.write(
            glyphs.topLeft + rule + glyphs.topRight, x: region.x, y: region.y, role: .popupBorder, width: region.width)
        canvas.grid.write(
            glyphs.bottomLeft + rule + glyphs.bottomRight, x: region.x, y: region.maxY - 1, role: .popupBorder,
            width: region.width)
        for y in region.y + 1..<max(region.y + 1, region.maxY - 1) {
            canvas.grid.write(glyphs.vertical, x: region.x, y: y, role: .popupBorder, width: 1)
            canvas.grid.write(glyphs.vertical, x: region.maxX - 1, y: y, role: .popupBorder, width: 1)
        }
        if region.width > 6, !title.isEmpty {
            canvas.grid.write(" " + title + " ", x: region.x + 2, y: region.y, role: .title, width: region.width - 4)
        }
    }
}
