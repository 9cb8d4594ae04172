/// What the matcher knows about one level of parentheses, brackets or `CASE`.
struct SQLFrame {
    enum Kind {
        case statement, group, function, insertColumns, tuple, bracket, caseExpression
    }

    enum Comparison {
        case none, scalar, list
        /// The first of `BETWEEN`'s two values is being read: the next AND is no conjunction.
        case between
    }

    /// How far an INSERT has been read at this level.
    enum Insert {
        case none
        /// The table's name is awaited or just past, so that a parenthesis opens the list of columns.
        case table
        /// What is to be inserted comes next, or is being read.
        case source
    }

    let kind: Kind
    /// The last finished operand, while a comparison waits for its other side.
    var left = SQLOperand()
    var comparison = Comparison.none
    /// The operand being read.
    var current = SQLOperand()
    /// Whether names are types or aliases until the operand ends.
    var ignoresNames = false
    /// What was read of the current element, but for `left` and `current`.
    var element = SQLOperand()
    /// Where this level's elements start on the matcher's stack of elements.
    var elementBase: Int
    /// Whether commas separate elements here, rather than clauses' parts.
    var listsElements = true
    /// Whether VALUES has been read, so that each parenthesis is a row.
    var readsTuples = false
    /// What a query's select list came to, once it is over.
    var result = SQLOperand()
    var insert = Insert.none
    /// The columns of an INSERT, among the matcher's rows.
    var insertColumns = 0..<0
    /// Whether a select list is read that will be inserted.
    var insertsSelection = false
    /// The string that names a place in a JSON value, in a function's arguments; -1 if there is none.
    var pathColumn = -1
    /// The columns of a common table expression whose query comes next.
    var columnNames = SQLOperand()
    /// Whether a parenthesis now names the columns of the rows just read.
    var namesRows = false
    /// The column that a CASE compares with each WHEN, -1 if there is none.
    var caseColumn = -1
    /// Whether a CASE's first WHEN has been read.
    var hasWhen = false
    /// The column of a CASE's results so far.
    var caseResult = -1

    init(_ kind: Kind, elementBase: Int) {
        self.kind = kind
        self.elementBase = elementBase
    }
}
