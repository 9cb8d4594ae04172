/// Reads one word of a filter: a key, a comparison and values, or a text to look for.
struct FilterTermReader {
    private let letters: [FilterLetter]
    private let place: Range<Int>
    /// Behind the text's last character.
    private let end: Int

    init(_ letters: [FilterLetter], _ place: Range<Int>, end: Int) {
        self.letters = letters
        self.place = place
        self.end = end
    }

    private var isAtEnd: Bool { place.upperBound == end }

    mutating func read() throws(FilterProblem) -> FilterExpression {
        guard let split = split() else { return word }
        guard let key = FilterKey(name: split.name) else {
            guard let problem = unknown(split.name, split.comparison, split.rest) else { return word }
            throw problem
        }
        let values = try values(split.rest, key, split.comparison)
        if split.comparison.isOrder, values.count > 1 {
            throw FilterProblem("one number stands behind \(split.comparison.rawValue)", at: values[1].place(orAt: end))
        }
        let reader = FilterValueReader(key: key, comparison: split.comparison, end: end, isAtEnd: isAtEnd)
        let term = FilterTerm(key: key, test: try reader.test(values), text: text(key, split.comparison, values))
        return split.comparison == .differs ? .not(.term(term)) : .term(term)
    }

    private var word: FilterExpression {
        let text = letters.text
        let written = Self.needsQuotes(text) ? Self.quoted(text) : text
        return .term(FilterTerm(key: .word, test: .texts([TextPattern(containing: text)]), text: written))
    }

    // MARK: Keys

    private struct Split {
        let name: String
        let comparison: FilterComparison
        let rest: ArraySlice<FilterLetter>
    }

    /// What looks like a key, up to the first comparison.
    private func split() -> Split? {
        for (place, letter) in letters.enumerated() {
            if letter.isQuoted { return nil }
            if let comparison = FilterComparison(letters[place...]) {
                guard place > 0 else { return nil }
                let rest = letters[(place + comparison.rawValue.count)...]
                return Split(name: letters[..<place].text, comparison: comparison, rest: rest)
            }
            let character = letter.character
            let isFirst = place == 0
            guard character.isLetter || (!isFirst && (character.isNumber || "_.-".contains(character))) else {
                return nil
            }
        }
        return nil
    }

    /// Nil where such a text is a word in life.
    private func unknown(
        _ name: String, _ comparison: FilterComparison, _ rest: ArraySlice<FilterLetter>
    ) -> FilterProblem? {
        let next = rest.first.flatMap { $0.isQuoted ? nil : $0.character }
        switch comparison {
        case .holds: if next == ":" || (next == "/" && rest.dropFirst().first?.character == "/") { return nil }
        case .equal: return nil
        default: guard next?.isNumber ?? false else { return nil }
        }
        let nearest = NearestKeyName.of(name.lowercased(), among: FilterKey.allNames)
        let hint = nearest.map { "did you mean “\($0)”?" } ?? "Tab lists them; in quotes it is a text"
        let start = place.lowerBound
        return FilterProblem("no key is called “\(name)”: \(hint)", at: start..<start + name.count)
    }

    // MARK: Values

    /// What stands between unquoted commas.
    private func values(
        _ rest: ArraySlice<FilterLetter>, _ key: FilterKey, _ comparison: FilterComparison
    ) throws(FilterProblem) -> [ArraySlice<FilterLetter>] {
        // Quotes with nothing in them leave no letter, but are longer than what the letters take.
        if rest.isEmpty {
            let taken = (letters.last?.place ?? place.lowerBound) + 1
            if taken < place.upperBound { return [rest] }
            throw FilterProblem(
                "what? \(Self.wanted(key))", at: place.upperBound..<place.upperBound, isIncomplete: isAtEnd)
        }
        let values = rest.split(omittingEmptySubsequences: false) { !$0.isQuoted && $0.character == "," }
        if let gap = values.firstIndex(where: \.isEmpty) {
            let isLast = gap == values.count - 1 && isAtEnd
            let at = gap == 0 ? rest.first?.place ?? place.lowerBound : (values[gap - 1].last?.place ?? 0) + 1
            throw FilterProblem(
                "a value is missing beside this comma", at: isLast ? end..<end : at..<at + 1, isIncomplete: isLast)
        }
        return values
    }

    private static func wanted(_ key: FilterKey) -> String {
        switch key.shape {
        case .text: "a text, such as \(key.example)"
        case .pair: "a name, and perhaps its value, such as \(key.example)"
        case .number(let unit): unit.words
        case .names: key.names.joined(separator: ", ")
        case .build: "current, previous, a number, or the beginning of a build id"
        }
    }

    // MARK: Writing

    private func text(_ key: FilterKey, _ comparison: FilterComparison, _ values: [ArraySlice<FilterLetter>]) -> String
    {
        let sign = comparison == .differs ? "=" : comparison.rawValue
        return key.rawValue + sign + values.map(Self.written).joined(separator: ",")
    }

    /// A value as it would be written again: what means something else is in quotes, what is a sign is not.
    private static func written(_ letters: ArraySlice<FilterLetter>) -> String {
        guard !letters.isEmpty else { return "\"\"" }
        var text = ""
        var run = ""
        func flush() {
            if !run.isEmpty { text += needsQuotes(run) ? quoted(run) : run }
            run = ""
        }
        for letter in letters {
            let isSign = !letter.isQuoted && "*=:.<>".contains(letter.character)
            if isSign { flush() }
            if isSign { text.append(letter.character) } else { run.append(letter.character) }
        }
        flush()
        return text
    }

    private static func needsQuotes(_ text: String) -> Bool {
        if ["and", "or", "not"].contains(text.lowercased()) { return true }
        guard let first = text.first, first.isLetter || first.isNumber || "/_{".contains(first) else { return true }
        return !text.allSatisfy { $0.isLetter || $0.isNumber || "/_-.+?{}%@#$".contains($0) }
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
