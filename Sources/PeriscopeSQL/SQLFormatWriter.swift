/// Writes the pieces of an outline, breaking from the outside to the inside what does not fit.
struct SQLFormatWriter {
    private static let levels = 20
    private static let indentation = 2

    private let bytes: UnsafeBufferPointer<UInt8>
    private let pieces: [SQLPiece]
    private let groups: [SQLFormatGroup]
    private let width: Int
    /// The width of all pieces before each, with their blanks, on one line.
    private var widths: [Int] = [0]
    /// How many line ends that must be are before each piece.
    private var hards: [Int] = [0]

    /// Of the groups met so far: whether each stands on one line, and the level of the line that it begins in.
    private var isFlat: [Bool] = []
    private var levels: [Int] = []
    private var text: [UInt8] = []
    private var column = 0
    private var level = 0

    init(_ outline: SQLOutline, width: Int) {
        bytes = outline.bytes
        pieces = outline.pieces
        groups = outline.groups
        self.width = width
        widths.reserveCapacity(pieces.count + 1)
        hards.reserveCapacity(pieces.count + 1)
        for piece in pieces {
            widths.append(widths[widths.count - 1] + piece.width + (piece.isSpaced ? 1 : 0))
            hards.append(hards[hards.count - 1] + (piece.isHard ? 1 : 0))
        }
        isFlat.reserveCapacity(groups.count)
        levels.reserveCapacity(groups.count)
        text.reserveCapacity(bytes.count * 5 / 4 + 64)
    }

    mutating func write() -> String {
        for index in pieces.indices {
            let owner = pieces[index].group >= 0 ? pieces[index].group : pieces[index].inner
            var isLineStart = owner < isFlat.count && beginsLine(index)
            if isLineStart { endLine(before: index) }
            while isFlat.count < groups.count, groups[isFlat.count].start <= index {
                open(isFlat.count, at: index, isLineStart: isLineStart)
                // A group may begin with the line's end that it decides about.
                guard owner == isFlat.count - 1, !isLineStart, beginsLine(index) else { continue }
                isLineStart = true
                endLine(before: index)
            }
            append(index, isLineStart: isLineStart)
        }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func append(_ index: Int, isLineStart: Bool) {
        let piece = pieces[index]
        if piece.isSpaced && !isLineStart && index > 0 {
            text.append(SQLByte.space)
            column += 1
        }
        let token = bytes[piece.range]
        text.append(contentsOf: token)
        if piece.kind == .string || piece.kind == .comment || piece.kind == .quotedIdentifier || piece.kind == .blob,
            let lineEnd = token.lastIndex(of: SQLByte.newline)
        {
            column = token.endIndex - lineEnd - 1
        } else {
            column += piece.width
        }
    }

    private mutating func endLine(before index: Int) {
        guard index > 0 else { return }
        let piece = pieces[index]
        level = min(Self.levels, piece.group >= 0 ? levels[piece.group] + piece.offset : levels[piece.inner] + 1)
        text.append(SQLByte.newline)
        column = level * Self.indentation
        text.append(contentsOf: repeatElement(SQLByte.space, count: column))
    }

    // MARK: Deciding

    private mutating func open(_ id: Int, at index: Int, isLineStart: Bool) {
        let group = groups[id]
        levels.append(level)
        guard id > 0 else { return isFlat.append(false) }
        let isInFlat = group.parent < isFlat.count && isFlat[group.parent]
        isFlat.append(isInFlat || (!group.isForced && !hasHard(group) && fits(group, at: index, isLineStart)))
    }

    private func hasHard(_ group: SQLFormatGroup) -> Bool {
        let end = min(pieces.count, group.kind == .parentheses || group.kind == .choice ? group.end + 1 : group.end)
        let start = group.kind == .statement ? group.start + 1 : group.start
        return end > start && hards[end] > hards[start]
    }

    private func fits(_ group: SQLFormatGroup, at index: Int, _ isLineStart: Bool) -> Bool {
        let blank = pieces[index].isSpaced && !isLineStart ? 1 : 0
        return column + blank + flatWidth(index, group.end) + tail(after: group.end) <= width
    }

    private func flatWidth(_ start: Int, _ end: Int) -> Int {
        let end = min(end, pieces.count)
        guard end > start else { return 0 }
        return widths[end] - widths[start] - (pieces[start].isSpaced ? 1 : 0)
    }

    /// What follows and can't be parted from it: closing parentheses, a comma, `AS name`.
    private func tail(after end: Int) -> Int {
        var count = 0
        var total = 0
        while count < 6, end < pieces.count - count {
            let piece = pieces[end + count]
            guard count == 0 || piece.group < 0 else { break }
            switch piece.role {
            case .close, .comma, .semicolon: total += 1
            case .keyword where piece.keyword == .as, .keyword where piece.keyword == .end, .name:
                total += piece.width + (piece.isSpaced ? 1 : 0)
            default: return total
            }
            count += 1
        }
        return total
    }

    private func beginsLine(_ index: Int) -> Bool {
        let piece = pieces[index]
        if piece.isHard { return true }
        guard piece.group >= 0, !isFlat[piece.group] else { return false }
        let group = groups[piece.group]
        if index == group.start || index == group.end { return beginsLineAtEnds(index, of: group) }
        guard group.isSimple, piece.elementEnd >= 0 else { return true }
        return column + 1 + flatWidth(index, piece.elementEnd) + tail(after: piece.elementEnd) > width
    }

    private func beginsLineAtEnds(_ index: Int, of group: SQLFormatGroup) -> Bool {
        switch group.kind {
        case .body: group.breaks > 0 && !group.isSimple
        case .parentheses: group.breaks > 0 || group.clauses > 0
        default: true
        }
    }
}
