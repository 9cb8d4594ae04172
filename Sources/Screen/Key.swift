/// A key as the toolbar's key table names it.
package enum Key: Hashable, Sendable {
    case character(Character)
    /// With the control key, the letter in lower case: `^d` is `.control("d")`.
    case control(Character)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    case shiftLeft, shiftRight, shiftUp, shiftDown
    case controlLeft, controlRight, controlUp, controlDown
    case function(Int)
}
