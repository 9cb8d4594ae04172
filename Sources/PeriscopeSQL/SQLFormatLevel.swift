/// A level of a text to lay out: the statements, parentheses, brackets, a CASE, a trigger's statements.
struct SQLFormatLevel {
    enum Kind {
        case top, parentheses, brackets, choice, block
    }

    /// What follows a clause's first words.
    enum Clause {
        /// Elements with commas between them.
        case list
        /// Conditions with AND and OR between them.
        case conditions
        /// The rows of VALUES.
        case rows
        /// Common tables; what is between them is broken as clauses are.
        case commonTables
        /// A join, which may have a condition.
        case join
        /// ON CONFLICT … DO UPDATE, which may have a SET.
        case conflict
        case limit
        case plain

        var hasBody: Bool { self == .list || self == .conditions || self == .rows }
        var isList: Bool { self == .list || self == .rows }
    }

    let kind: Kind
    /// Its own group, or the innermost around it.
    let group: Int
    /// Nothing is broken in here.
    var isMute = false
    /// The statement being read, where statements stand beside each other.
    var statementGroup = -1
    var clause = Clause.plain
    /// The groups of the clause's body and of a join's condition, -1 if there is none.
    var body = -1
    var condition = -1
    var awaitsBody = false
    /// BETWEENs whose AND is still to come.
    var betweens = 0
    /// Whether no piece of it was read yet.
    var isFresh = true
    /// The word that says what the statement does.
    var statement: SQLKeyword?
    var isCommonTable = false
    /// Whether it is the columns of CREATE TABLE.
    var listsColumns = false
    /// Whether the next parentheses are.
    var awaitsColumns = false

    init(kind: Kind, group: Int) {
        self.kind = kind
        self.group = group
    }

    var holdsStatements: Bool { kind == .top || kind == .block }
    var hasStatement: Bool { statement != nil }
    var ownsGroup: Bool { !isMute && (kind == .parentheses || kind == .choice || kind == .block) }
    /// The group that is broken before clauses, and how deep in it they stand.
    var clauseGroup: Int { holdsStatements && statementGroup >= 0 ? statementGroup : group }
    var clauseOffset: Int { kind == .parentheses ? 1 : 0 }
    var innermost: Int { condition >= 0 ? condition : body >= 0 ? body : clauseGroup }
}
