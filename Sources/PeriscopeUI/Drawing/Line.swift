import Screen

/// One row of a pane, as pieces at columns: what a panel makes, before it is known where on the screen it goes.
struct Line: Sendable {
    struct Piece: Sendable {
        let x: Int
        let text: StyledText
        /// Columns it may use; without, up to the pane's edge.
        let width: Int?
        let align: TextAlignment
    }

    private(set) var pieces: [Piece] = []
    /// Where the next piece goes.
    private(set) var cursor = 0

    init() {}

    init(_ text: String, _ role: Role = .text) {
        add(text, role)
    }

    init(_ text: StyledText) {
        add(text)
    }

    mutating func add(_ text: String, _ role: Role = .text, isReversed: Bool = false) {
        guard !text.isEmpty else { return }
        var styled = StyledText()
        styled.append(text, role, isReversed: isReversed)
        add(styled)
    }

    mutating func add(_ text: StyledText) {
        pieces.append(Piece(x: cursor, text: text, width: nil, align: .left))
        cursor += text.width
    }

    /// A piece in a column of its own; longer text is cut with an ellipsis.
    mutating func column(_ text: String, _ width: Int, _ role: Role = .text, _ align: TextAlignment = .left) {
        column(StyledText(text, role), width, align)
    }

    mutating func column(_ text: StyledText, _ width: Int, _ align: TextAlignment = .left) {
        defer { cursor += max(0, width) }
        guard width > 0, !text.isEmpty else { return }
        pieces.append(Piece(x: cursor, text: text, width: width, align: align))
    }

    mutating func gap(_ columns: Int) {
        cursor += columns
    }

    mutating func move(to column: Int) {
        cursor = column
    }

    /// Adds a piece that ends at a column, if it fits behind what is there.
    mutating func addRight(_ text: StyledText, end: Int) {
        let start = end - text.width
        guard start > cursor else { return }
        cursor = start
        add(text)
    }

    /// The same line with one role throughout.
    func with(role: Role) -> Line {
        var line = self
        line.pieces = pieces.map { Piece(x: $0.x, text: $0.text.with(role: role), width: $0.width, align: $0.align) }
        return line
    }

    var text: String { pieces.map(\.text.text).joined(separator: " ") }
}
