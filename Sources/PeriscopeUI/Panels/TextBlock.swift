import Screen

/// Text cut into screen rows, at line ends and, where asked, at a width.
///
/// Costs one pass over the text; rows are slices of it.
struct TextBlock {
    struct Row {
        let text: Substring
        /// Goes on from the row before.
        let isContinued: Bool
    }

    /// More rows than anyone scrolls through: the rest is said to be left out, and the pager shows it.
    static let maximumRows = 100_000

    private(set) var rows: [Row] = []
    private(set) var isCut = false

    init(_ text: String, wrappedTo width: Int?) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard rows.count < Self.maximumRows else {
                isCut = true
                return
            }
            append(line.last == "\r" ? line.dropLast() : line, wrappedTo: width)
        }
        if rows.count > 1, rows.last?.text.isEmpty == true { rows.removeLast() }
    }

    private mutating func append(_ line: Substring, wrappedTo width: Int?) {
        guard let width, width > 0, line.utf8.count > width else {
            rows.append(Row(text: line, isContinued: false))
            return
        }
        var rest = line
        var isContinued = false
        while !rest.isEmpty, rows.count < Self.maximumRows {
            let end = Self.end(of: rest, width: width)
            rows.append(Row(text: rest[..<end], isContinued: isContinued))
            rest = rest[end...]
            isContinued = true
        }
        if !rest.isEmpty { isCut = true }
    }

    /// After at most so many columns, at a space if one is near; always after at least one character.
    private static func end(of line: Substring, width: Int) -> Substring.Index {
        var columns = 0
        var index = line.startIndex
        var space: Substring.Index?
        while index < line.endIndex {
            let character = line[index]
            let next = line.index(after: index)
            columns += character.isASCII ? 1 : TextWidth.width(of: character)
            if columns > width {
                if let space, line.distance(from: space, to: index) < width / 3 { return space }
                return index == line.startIndex ? next : index
            }
            if character == " " { space = next }
            index = next
        }
        return line.endIndex
    }
}
