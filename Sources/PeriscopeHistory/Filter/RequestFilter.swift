/// Which requests to show: a filter's text, and what it means.
///
/// `FilterParser` has the grammar, `FilterKey` the keys. A value; asking is `FilterScan`'s.
package struct RequestFilter: Sendable, Equatable {
    /// As it was written.
    package let text: String
    package let expression: FilterExpression
    /// It hides nothing.
    package let isEmpty: Bool
    /// The answer may change by itself as time goes by.
    let usesTime: Bool
    /// Or when a request is marked.
    package let usesMarks: Bool
    /// Or when a build connects.
    package let usesBuilds: Bool

    /// Everything.
    package init() {
        self.init(text: "", expression: .all([]))
    }

    /// - Throws: what is wrong with the text, and where. `FilterProblem` is all that is thrown.
    package init(_ text: String, named: NamedFilters = NamedFilters()) throws(FilterProblem) {
        var parser = try FilterParser(text, named: named, isForgiving: false)
        self.init(text: text, expression: try parser.parse())
    }

    /// The same of a text that is being written: what is not finished at its end is passed over.
    package init(typing text: String, named: NamedFilters = NamedFilters()) throws(FilterProblem) {
        var parser = try FilterParser(text, named: named, isForgiving: true)
        self.init(text: text, expression: try parser.parse())
    }

    /// Requests that hold every word, whatever the words look like.
    package init(words text: String) {
        let terms = text.split(separator: " ").map { word in
            FilterExpression.term(
                FilterTerm(key: .word, test: .texts([TextPattern(containing: String(word))]), text: String(word)))
        }
        self.init(text: text, expression: .all(terms))
    }

    private init(text: String, expression: FilterExpression) {
        self.text = text
        self.expression = expression
        isEmpty = expression == .all([])
        let terms = expression.terms
        usesTime = terms.contains { $0.key == .age || $0.key == .duration }
        usesMarks = terms.contains(where: \.asksForMarks)
        usesBuilds = terms.contains { $0.key == .build }
    }

    /// Whether it can only find requests that the other finds: mostly the same text, written further.
    ///
    /// - Parameter apps: The names of the apps.
    package func narrows(_ other: RequestFilter, apps: [String]) -> Bool {
        guard !other.isEmpty, !usesTime, !other.usesTime else { return false }
        return expression.narrows(other.expression, apps: apps.map { $0.lowercased() })
    }
}

extension FilterTerm {
    fileprivate var asksForMarks: Bool {
        if key == .is, case .names(let names) = test { names.contains("marked") } else { false }
    }
}
