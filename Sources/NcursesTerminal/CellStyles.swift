import CNcurses
import Screen
import Themes

/// Pair and attributes of a cell, looked up by its role and overlay.
///
/// A theme's colours are resolved on the first use of each combination, some 50 µs; after that a cell costs some
/// nanoseconds.
struct CellStyles {
    struct Look {
        var pair: Int32
        /// As ncurses has them, the pair's number among them.
        var attributes: UInt32
    }

    private let theme: Theme
    private let depth: ColorDepth
    private let colors: ColorNumbers
    private var pairs: ColorPairs
    private var looks: [Look?]

    init(theme: Theme, depth: ColorDepth, colors: ColorNumbers, pairs: ColorPairs) {
        self.theme = theme
        self.depth = depth
        self.colors = colors
        self.pairs = pairs
        looks = [Look?](repeating: nil, count: Self.roles * (Self.roles + 1) * 8)
    }

    /// The same terminal with another theme.
    ///
    /// Numbers of pairs come to mean other colours, so the whole screen has to be painted anew.
    func with(theme: Theme) -> CellStyles {
        CellStyles(theme: theme, depth: depth, colors: colors, pairs: pairs.emptied)
    }

    mutating func look(of cell: Cell) -> Look {
        let overlay = cell.overlay.map { Int($0.rawValue) + 1 } ?? 0
        let index = (Int(cell.role.rawValue) * (Self.roles + 1) + overlay) * 8 + cell.groundAndReverse
        if let look = looks[index] { return look }
        let look = resolve(cell)
        looks[index] = look
        return look
    }

    private mutating func resolve(_ cell: Cell) -> Look {
        let appearance = theme.appearance(
            of: cell.role, overlay: cell.overlay, ground: cell.ground, isReversed: cell.isReversed, depth: depth)
        guard depth != .none else { return look(appearance.attributes, pair: 0) }
        let (foreground, background, attributes) = colors.numbers(for: appearance)
        let (number, isNew) = pairs.number(foreground: foreground, background: background)
        if isNew { _ = pc_init_pair(Int32(number), Int32(foreground), Int32(background)) }
        return look(attributes, pair: Int32(number))
    }

    private func look(_ attributes: TextAttributes, pair: Int32) -> Look {
        Look(pair: pair, attributes: pc_attributes(UInt16(attributes.rawValue), pair))
    }

    private static let roles = Role.allCases.count
}
