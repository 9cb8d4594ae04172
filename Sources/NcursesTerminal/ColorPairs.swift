import Themes

/// Numbers for a theme's pairs of colours, given out in the order they are first needed and never changed.
///
/// Changing one would recolour what is on the screen. When all are used, further pairs fall back to the terminal's
/// own colours; a theme needs some dozens, and a terminal of eight colours has 64, so each theme begins with all free.
package struct ColorPairs: Sendable {
    private struct Pair: Hashable {
        let foreground: Int
        let background: Int
    }

    private var numbers: [Pair: Int] = [:]
    private let capacity: Int

    /// - Parameter capacity: How many pairs the terminal has, the first included, which stays its own.
    package init(capacity: Int) {
        self.capacity = min(capacity, Self.most)
    }

    /// As many pairs, with none given out.
    package var emptied: ColorPairs { ColorPairs(capacity: capacity) }

    /// The pair's number, and whether it is new and has to be defined.
    package mutating func number(foreground: Int, background: Int) -> (number: Int, isNew: Bool) {
        if foreground == -1 && background == -1 { return (0, false) }
        let pair = Pair(foreground: foreground, background: background)
        if let number = numbers[pair] { return (number, false) }
        guard numbers.count + 1 < capacity else { return (0, false) }
        let number = numbers.count + 1
        numbers[pair] = number
        return (number, true)
    }

    private static let most = 4096
}
