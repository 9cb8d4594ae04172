/// A cell's place: column and row, from the upper left, from 0.
package struct ScreenPoint: Hashable, Sendable {
    package var x: Int
    package var y: Int

    package init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}
