/// One question about a request, such as `ms>100`: it holds where one of its values does.
package struct FilterTerm: Sendable, Equatable {
    package enum Test: Sendable, Equatable {
        case texts([TextPattern])
        case pairs([PairPattern])
        case numbers([NumberRange])
        case names([String])
        case builds([FilterBuild])
    }

    package let key: FilterKey
    package let test: Test
    /// As it would be written with the key's own name.
    package let text: String

    package static func == (left: FilterTerm, right: FilterTerm) -> Bool {
        left.key == right.key && left.test == right.test
    }

    /// Whether all that it finds the other finds too, by what is written; false where that is not plain.
    ///
    /// A word finds an app by its whole name, so one that is an app's name finds what its beginning did not.
    func narrows(_ other: FilterTerm, apps: [String]) -> Bool {
        guard key == other.key else { return false }
        switch (test, other.test) {
        case (.texts(let mine), .texts(let others)):
            // A number finds an app by its whole pid too.
            if key == .app { return mine.allSatisfy(others.contains) }
            if key == .word, mine.contains(where: { apps.contains($0.text) }) { return test == other.test }
            return mine.allSatisfy { pattern in others.contains { pattern.narrows($0) } }
        case (.numbers(let mine), .numbers(let others)):
            return mine.allSatisfy { range in others.contains { range.isInside($0) } }
        case (.names(let mine), .names(let others)): return mine.allSatisfy(others.contains)
        default: return test == other.test
        }
    }
}

/// Which builds a term asks for.
package enum FilterBuild: Sendable, Equatable {
    /// The one that was connected last.
    case current
    /// The one before it.
    case previous
    case numbers(NumberRange)
    /// The beginning of a build id, in lower case.
    case id(String)
}
