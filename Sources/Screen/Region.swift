/// A rectangle of cells.
///
/// It may lie partly or wholly outside of a grid; what is drawn outside is clipped.
package struct Region: Hashable, Sendable {
    package var x: Int
    package var y: Int
    package var width: Int
    package var height: Int

    package init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    package var isEmpty: Bool { width == 0 || height == 0 }
    /// The first column right of the region.
    package var maxX: Int { x + width }
    /// The first row below the region.
    package var maxY: Int { y + height }

    package func contains(_ point: ScreenPoint) -> Bool {
        point.x >= x && point.x < maxX && point.y >= y && point.y < maxY
    }

    package func intersection(_ other: Region) -> Region {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Region(
            x: left, y: top, width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
    }

    /// The region without a margin on each side.
    package func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Region {
        Region(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
    }

    /// One row of the region, counted from its top.
    package func row(_ index: Int) -> Region {
        Region(x: x, y: y + index, width: width, height: index >= 0 && index < height ? 1 : 0)
    }
}
