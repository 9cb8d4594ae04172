/// Folds a statement into its shape, in one pass over its tokens.
///
/// Lists are folded as they are written: an element that reads like one of the last few is taken back.
struct SQLFolding {
    /// A level of parentheses or brackets.
    private struct Level {
        /// Where its content begins in the shape.
        var start: Int
        /// Whether it has elements to fold: those of `IN (…)` and `ARRAY[…]`, or the rows of VALUES.
        var foldsElements = false
        var hasRows = false
        var elements: SQLAlikes
        /// The arms of UNION.
        var arms: SQLAlikes
        /// Whether the arm being written may be taken back and stand for others: not behind EXCEPT and INTERSECT.
        var foldsArm = true

        init(start: Int) {
            self.start = start
            elements = SQLAlikes()
            arms = SQLAlikes()
        }
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private let tokens: [SQLToken]
    private var reader: SQLRoleReader
    private var text: SQLShapeText
    private var level = Level(start: 0)
    private var outer: [Level] = []

    private var previousRole = SQLRole.semicolon
    private var previousToken = SQLToken(kind: .unknown, range: 0..<0)
    /// The keyword before, if the token before was one.
    private var previous: SQLKeyword?
    private var statement: SQLKeyword?
    /// Whether the name being read is a table's that a list of columns may follow.
    private var namesTable = false
    /// Where the signs before a value begin.
    private var signs: SQLShapeText.Mark?
    private var owesSemicolon = false
    private var awaitsElement = false
    private var awaitsArm = false

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        tokens = SQLReading(bytes, trivia: false).tokens
        reader = SQLRoleReader(bytes)
        text = SQLShapeText(capacity: min(bytes.count + 16, 4_096))
    }

    mutating func run() -> String {
        for index in tokens.indices {
            let next = index + 1 < tokens.count ? tokens[index + 1] : nil
            let role = reader.role(of: tokens[index], next: next)
            step(tokens[index], role, next)
            previousRole = role
            previousToken = tokens[index]
            previous = role == .keyword ? tokens[index].keyword : nil
        }
        endStatement()
        return String(decoding: text.bytes, as: UTF8.self)
    }

    private mutating func step(_ token: SQLToken, _ role: SQLRole, _ next: SQLToken?) {
        if role == .semicolon { return semicolon() }
        if level.hasRows && endsRows(role, token, next) { endRows() }
        if role != .sign && role != .value { signs = nil }
        switch role {
        case .keyword: keyword(token, next)
        case .value: value(token)
        case .sign: sign(token)
        case .infix: infix(token)
        case .open, .openBracket: open(token, role)
        case .close, .closeBracket: close(token, role)
        case .comma: comma(token)
        default: write(token, role)
        }
        if role != .name && role != .dot && token.keyword != .as { namesTable = startsTable(token, role) }
    }

    private mutating func write(_ token: SQLToken, _ role: SQLRole, spaced: Bool = true) {
        if owesSemicolon {
            owesSemicolon = false
            text.endStatement()
            level = Level(start: text.count + 1)
        }
        let isSpaced: Bool
        switch role {
        case .comma, .close, .closeBracket, .dot, .colon: isSpaced = false
        default: isSpaced = spaced
        }
        let start = text.append(bytes[token.range], role, spaced: isSpaced)
        if awaitsElement {
            awaitsElement = false
            level.elements.begin(at: start)
        }
        if awaitsArm && !(role == .keyword && (token.keyword == .all || token.keyword == .distinct)) {
            awaitsArm = false
            level.arms.begin(at: start)
        }
    }

    // MARK: Tokens

    private mutating func keyword(_ token: SQLToken, _ next: SQLToken?) {
        guard let keyword = token.keyword else { return write(token, .keyword) }
        if previousRole == .semicolon { statement = keyword }
        if endsArms(keyword, next) { endArms() }
        let isOperation = keyword == .union || keyword == .except || keyword == .intersect
        if isOperation { endArm(keyword) }
        write(token, .keyword)
        if keyword == .select || (keyword == .values && !isFunction(next)) {
            if !level.arms.isOpen && !level.arms.hasAny { level.arms.begin(at: text.count - token.range.count) }
            level.foldsElements = false
        }
        if isOperation { awaitsArm = true }
        if keyword == .values && !isFunction(next) && next != nil {
            level.hasRows = true
            level.foldsElements = true
            level.elements = SQLAlikes()
            awaitsElement = true
        }
    }

    /// `VALUES(name)`, as MySQL has it behind ON DUPLICATE KEY UPDATE.
    private func isFunction(_ next: SQLToken?) -> Bool {
        previousRole == .infix || previousRole == .sign || (previousRole == .comma && !level.hasRows)
    }

    private mutating func value(_ token: SQLToken) {
        if let mark = signs {
            text.goBack(to: mark)
            signs = nil
        }
        if token.kind == .string && previousToken.kind == .string { return }
        write(token, .value)
    }

    private mutating func sign(_ token: SQLToken) {
        let byte = bytes[token.range.lowerBound]
        if token.range.count > 1 || (byte != SQLByte.plus && byte != SQLByte.minus) {
            signs = nil
        } else if signs == nil {
            signs = text.mark
        }
        write(token, .sign)
    }

    private mutating func infix(_ token: SQLToken) {
        if SQLOperators.isCast(bytes[token.range]) { text.appendCast(bytes[token.range]) } else { write(token, .infix) }
    }

    private mutating func open(_ token: SQLToken, _ role: SQLRole) {
        let isArray = role == .openBracket && (followsArray || (level.foldsElements && !level.hasRows))
        write(token, role, spaced: isSpaced(role))
        outer.append(level)
        level = Level(start: text.count)
        if isArray || (role == .open && previous == .in) {
            level.foldsElements = true
            awaitsElement = true
        }
    }

    private var followsArray: Bool { previousRole == .name && isWord(previousToken, "array") }

    private mutating func close(_ token: SQLToken, _ role: SQLRole) {
        guard let enclosing = outer.popLast() else { return write(token, role) }
        endElement(isLast: true)
        endArms()
        awaitsElement = false
        awaitsArm = false
        level = enclosing
        write(token, role)
    }

    private mutating func comma(_ token: SQLToken) {
        endElement(isLast: false)
        let mark = text.mark
        write(token, .comma)
        if level.foldsElements {
            level.elements.separate(at: mark)
            awaitsElement = true
        }
    }

    private mutating func semicolon() {
        endStatement()
        if text.count > 0 { owesSemicolon = true }
    }

    private mutating func endStatement() {
        endRows()
        endElement(isLast: true)
        endArms()
        outer.removeAll(keepingCapacity: true)
        level = Level(start: text.count)
        awaitsElement = false
        awaitsArm = false
        statement = nil
        namesTable = false
        signs = nil
    }

    // MARK: Folding

    private mutating func endElement(isLast: Bool) {
        guard level.foldsElements, let mark = level.elements.end(in: text, keeps: !isLast) else { return }
        text.goBack(to: mark)
    }

    private mutating func endRows() {
        guard level.hasRows else { return }
        endElement(isLast: true)
        level.hasRows = false
        level.foldsElements = false
        awaitsElement = false
    }

    private func endsRows(_ role: SQLRole, _ token: SQLToken, _ next: SQLToken?) -> Bool {
        switch role {
        case .open, .comma: false
        case .name: next?.kind != .punctuation || next.map { bytes[$0.range.lowerBound] } != SQLByte.open
        default: true
        }
    }

    private mutating func endArm(_ operation: SQLKeyword) {
        if !level.arms.isOpen && !level.arms.hasAny && text.count > level.start { level.arms.begin(at: level.start) }
        if level.foldsArm, let mark = level.arms.end(in: text, keeps: true) { text.goBack(to: mark) }
        level.foldsArm = operation == .union
        if operation != .union { level.arms = SQLAlikes() }
        level.arms.separate(at: text.mark)
    }

    private mutating func endArms() {
        if level.foldsArm, let mark = level.arms.end(in: text, keeps: false) { text.goBack(to: mark) }
        level.arms = SQLAlikes()
        level.foldsArm = true
    }

    /// What stands behind the last arm and belongs to all of them.
    private func endsArms(_ keyword: SQLKeyword, _ next: SQLToken?) -> Bool {
        guard level.arms.isOpen else { return false }
        switch keyword {
        case .order, .limit, .offset, .fetch, .for, .returning: return true
        case .on: return next?.keyword == .conflict || next.map { isWord($0, "duplicate") } ?? false
        default: return false
        }
    }

    private func isWord(_ token: SQLToken, _ word: StaticString) -> Bool {
        guard token.range.count == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { letters in
            zip(bytes[token.range], letters).allSatisfy { SQLByte.lower($0) == $1 }
        }
    }

    // MARK: White space

    /// Whether a blank stands before an opening: not in a call, a type's size or a subscript.
    private func isSpaced(_ role: SQLRole) -> Bool {
        if role == .openBracket { return previousRole == .keyword || previousRole == .infix || previousRole == .comma }
        switch previousRole {
        case .name: return namesTable
        case .keyword: return !isCall
        default: return true
        }
    }

    private var isCall: Bool {
        guard let previous else { return false }
        switch previous {
        case .cast, .current_time, .current_timestamp, .any, .some: return true
        default: return false
        }
    }

    private func startsTable(_ token: SQLToken, _ role: SQLRole) -> Bool {
        guard role == .keyword else { return false }
        switch token.keyword {
        case .into, .table, .exists, .insert, .view: return true
        case .on: return statement == .create
        default: return false
        }
    }
}
