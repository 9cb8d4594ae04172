/// Finds the groups of a text: statements, clauses, lists, parentheses, CASEs.
///
/// One pass from left to right; levels are entries on a stack, not calls. From forty-eight levels on, nothing is
/// broken any more.
struct SQLOutline {
    private static let deepest = 48

    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var pieces: [SQLPiece]
    private(set) var groups: [SQLFormatGroup] = []
    var level = SQLFormatLevel(kind: .top, group: 0)
    private(set) var outer: [SQLFormatLevel] = []
    /// How many levels are parentheses.
    private var openParentheses = 0

    /// The piece being read, and the first of the comments that belong to it.
    private(set) var index = 0
    private var anchor = 0
    /// The last pieces but for comments, -1 if there is none.
    private(set) var previous = -1
    private(set) var earlier = -1
    /// The pieces that are no comments, and where the one being read stands among them.
    private var spoken: [Int] = []
    private var place = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        let cut = SQLPieces(bytes)
        pieces = cut.all
        spoken = cut.all.indices.filter { !cut.all[$0].isComment }
        anchors = Self.anchors(cut)
        _ = addGroup(.root, at: 0, parent: 0)
    }

    /// For each piece the first of the comments before it that go where it goes.
    ///
    /// A comment behind something on its line stays there; one with a line of its own, or on the line of what follows,
    /// goes with what follows.
    private let anchors: [Int]

    private static func anchors(_ cut: SQLPieces) -> [Int] {
        var anchors = Array(cut.all.indices)
        var first = -1
        for index in cut.all.indices {
            if cut.all[index].isComment {
                let trails = cut.endsLine(index) && !cut.hasOwnLine(index)
                if first < 0 && !trails { first = index }
            } else {
                if first >= 0 { anchors[index] = first }
                first = -1
            }
        }
        return anchors
    }

    mutating func draw() {
        for number in spoken.indices {
            place = number
            index = spoken[number]
            anchor = anchors[index]
            for piece in previous + 1...index { pieces[piece].inner = level.innermost }
            // A list with a comment in it is one element a line.
            if index > previous + 1 && previous >= 0 { complicate(level.innermost) }
            read()
            earlier = previous
            previous = index
        }
        while !outer.isEmpty { popLevel(at: pieces.count) }
        endStatement(at: pieces.count)
    }

    /// The piece so far ahead that is no comment.
    func next(_ distance: Int = 1) -> SQLPiece? {
        place + distance < spoken.count ? pieces[spoken[place + distance]] : nil
    }

    var piece: SQLPiece { pieces[index] }
    var previousPiece: SQLPiece? { previous >= 0 ? pieces[previous] : nil }
    var previousKeyword: SQLKeyword? { keyword(at: previous) }
    var earlierKeyword: SQLKeyword? { keyword(at: earlier) }

    private func keyword(at index: Int) -> SQLKeyword? {
        index >= 0 && pieces[index].role == .keyword ? pieces[index].keyword : nil
    }

    func isWord(_ piece: SQLPiece?, _ word: StaticString) -> Bool {
        guard let piece, piece.range.count == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { letters in
            zip(bytes[piece.range], letters).allSatisfy { SQLByte.lower($0) == $1 }
        }
    }

    // MARK: Groups

    mutating func addGroup(_ kind: SQLFormatGroup.Kind, at start: Int, parent: Int) -> Int {
        groups.append(SQLFormatGroup(kind: kind, parent: parent, start: start))
        return groups.count - 1
    }

    /// Lets a group break the line before the piece being read, and before the comments that belong to it.
    mutating func allowBreak(_ group: Int, offset: Int) {
        for piece in anchor...index where piece == anchor || pieces[piece].isHard {
            pieces[piece].group = group
            pieces[piece].offset = offset
        }
    }

    /// The same, between elements or conditions.
    mutating func allowInnerBreak(_ group: Int) {
        let last = groups[group].lastElement
        if last >= 0 { pieces[last].elementEnd = anchor }
        groups[group].lastElement = anchor
        groups[group].breaks += 1
        allowBreak(group, offset: 1)
    }

    mutating func closeGroup(_ id: Int, at end: Int) {
        groups[id].end = max(end, groups[id].start)
        let last = groups[id].lastElement
        if last >= 0 { pieces[last].elementEnd = groups[id].end }
        let parent = groups[id].parent
        if groups[id].isForced { groups[parent].isForced = true }
        if !groups[id].isSimple { groups[parent].isSimple = false }
    }

    mutating func force(_ id: Int) { groups[id].isForced = true }
    mutating func complicate(_ id: Int) { groups[id].isSimple = false }
    mutating func countClause(_ id: Int) { groups[id].clauses += 1 }

    // MARK: Levels

    mutating func pushLevel(_ kind: SQLFormatLevel.Kind) {
        let parent = level.innermost
        outer.append(level)
        if kind == .parentheses { openParentheses += 1 }
        guard outer.count < Self.deepest else {
            level = SQLFormatLevel(kind: kind, group: parent)
            level.isMute = true
            return
        }
        switch kind {
        case .parentheses: level = SQLFormatLevel(kind: kind, group: addGroup(.parentheses, at: index + 1, parent: parent))
        case .choice: level = SQLFormatLevel(kind: kind, group: addGroup(.choice, at: index + 1, parent: parent))
        case .block: level = SQLFormatLevel(kind: kind, group: addGroup(.block, at: index + 1, parent: parent))
        case .top, .brackets: level = SQLFormatLevel(kind: kind, group: parent)
        }
    }

    mutating func popLevel(at end: Int) {
        guard let enclosing = outer.popLast() else { return }
        endClause(at: end)
        if level.kind == .parentheses { openParentheses -= 1 }
        if level.kind == .block { endStatement(at: end) }
        if level.ownsGroup { closeGroup(level.group, at: end) }
        level = enclosing
    }

    /// Closes levels up to and including the innermost parentheses; false if there are none.
    mutating func popParentheses() -> Bool {
        guard openParentheses > 0 else { return false }
        while level.kind != .parentheses { popLevel(at: index) }
        if !level.isMute { forceIfLong() }
        popLevel(at: index)
        return true
    }

    private mutating func forceIfLong() {
        let group = groups[level.group]
        let most = level.isCommonTable ? 2 : 3
        if level.hasStatement && group.clauses > most { force(level.group) }
        if level.listsColumns && group.breaks > 2 && !group.isSimple { force(level.group) }
    }

    mutating func endClause(at end: Int) {
        if level.condition >= 0 { closeGroup(level.condition, at: end) }
        if level.body >= 0 { closeGroup(level.body, at: end) }
        level.condition = -1
        level.body = -1
        level.betweens = 0
        level.awaitsBody = false
    }

    mutating func endStatement(at end: Int) {
        endClause(at: end)
        guard level.holdsStatements else { return }
        if level.statementGroup >= 0 {
            if groups[level.statementGroup].clauses > 2 { force(level.statementGroup) }
            closeGroup(level.statementGroup, at: end)
        }
        level = SQLFormatLevel(kind: level.kind, group: level.group)
    }

    /// Where the clause that ends before the piece being read ends: before its comments.
    var clauseEnd: Int { anchor }

    /// Ends everything up to the level that holds statements.
    mutating func popToStatements() {
        while !level.holdsStatements, !outer.isEmpty { popLevel(at: index) }
    }

    /// At a statement's first piece.
    mutating func beginStatement() {
        let group = level.kind == .block ? level.group : 0
        allowBreak(group, offset: level.kind == .block ? 1 : 0)
        if index > 0 { pieces[anchor].isHard = anchor > 0 }
        level.statementGroup = addGroup(.statement, at: index, parent: group)
    }

    /// Opens the group of what follows a clause's first words.
    mutating func beginBody() {
        level.awaitsBody = false
        guard level.clause.hasBody else { return }
        level.body = addGroup(.body, at: anchor, parent: level.clauseGroup)
        if level.clause == .rows { complicate(level.body) }
        if level.clause.isList {
            groups[level.body].lastElement = anchor
            if pieces[anchor].group < 0 { allowBreak(level.body, offset: 1) }
        }
    }

    mutating func beginCondition() {
        level.condition = addGroup(.condition, at: anchor, parent: level.innermost)
        allowBreak(level.condition, offset: 1)
    }
}
