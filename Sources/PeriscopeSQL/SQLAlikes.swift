/// The elements of a list that are written to a shape, each once if they read alike.
struct SQLAlikes {
    /// How many of the last ones an element is compared with; a bound, so that folding stays linear.
    private static let limit = 4

    private var kept: [Range<Int>] = []
    private var start = -1
    private var separator: SQLShapeText.Mark?

    var isOpen: Bool { start >= 0 }
    var hasAny: Bool { !kept.isEmpty || separator != nil }

    mutating func begin(at start: Int) {
        self.start = start
    }

    /// Notes where the separator before the next element begins.
    mutating func separate(at mark: SQLShapeText.Mark) {
        separator = mark
    }

    /// Ends an element; where to go back to if it was there before.
    ///
    /// The last element need not be kept, nor one that may not stand for others.
    mutating func end(in text: SQLShapeText, keeps: Bool) -> SQLShapeText.Mark? {
        guard start >= 0 else { return nil }
        let element = start..<max(start, text.count)
        start = -1
        if let separator, kept.contains(where: { text.isEqual($0, element) }) { return separator }
        guard keeps else { return nil }
        if kept.count == Self.limit { kept.removeFirst() }
        kept.append(element)
        return nil
    }
}
