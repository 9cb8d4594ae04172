/// What a filter's text means.
package indirect enum FilterExpression: Sendable, Equatable, CustomStringConvertible {
    /// All of them; of none it is everything.
    case all([FilterExpression])
    case any([FilterExpression])
    case not(FilterExpression)
    case term(FilterTerm)
    /// Another filter, by its name.
    case named(String, FilterExpression)

    /// As text that means the same.
    package var description: String {
        switch self {
        case .all(let parts): parts.map(\.nested).joined(separator: " ")
        case .any(let parts): parts.map(\.nested).joined(separator: " or ")
        case .not(let part): "-" + part.nested
        case .term(let term): term.text
        case .named(let name, _): "@" + name
        }
    }

    private var nested: String {
        switch self {
        case .all, .any: "(" + description + ")"
        case .not, .term, .named: description
        }
    }

    /// Its terms, those of named filters among them.
    package var terms: [FilterTerm] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.terms)
        case .not(let part), .named(_, let part): part.terms
        case .term(let term): [term]
        }
    }

    /// The parts that must all hold.
    private var conjuncts: [FilterExpression] {
        switch self {
        case .all(let parts): parts.flatMap(\.conjuncts)
        case .named(_, let part): part.conjuncts
        default: [self]
        }
    }

    /// Whether all that it finds the other finds too, as far as that is plain: while one types it mostly is.
    func narrows(_ other: FilterExpression, apps: [String]) -> Bool {
        let mine = conjuncts
        return other.conjuncts.allSatisfy { wanted in mine.contains { $0.implies(wanted, apps) } }
    }

    private func implies(_ other: FilterExpression, _ apps: [String]) -> Bool {
        if self == other { return true }
        switch (self, other) {
        case (.term(let mine), .term(let wanted)): return mine.narrows(wanted, apps: apps)
        case (.not(let mine), .not(let wanted)): return wanted.narrows(mine, apps: apps)
        case (.any(let parts), _): return parts.allSatisfy { $0.narrows(other, apps: apps) }
        case (_, .any(let parts)): return parts.contains { implies($0, apps) }
        case (_, .named(_, let wanted)): return narrows(wanted, apps: apps)
        case (.named(_, let mine), _): return mine.narrows(other, apps: apps)
        default: return false
        }
    }
}
