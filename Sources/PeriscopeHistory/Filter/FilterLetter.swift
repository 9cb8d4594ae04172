/// A character of a filter's text.
struct FilterLetter: Equatable {
    let character: Character
    /// Counted from the text's first.
    let place: Int
    /// It stands in quotes, or was escaped there: it means nothing but itself.
    let isQuoted: Bool
}

extension Sequence<FilterLetter> {
    var text: String { String(map(\.character)) }
}

extension Collection<FilterLetter> {
    /// From the first to behind the last, quotes included; `end` where there is none.
    func place(orAt end: Int) -> Range<Int> {
        guard let first = first?.place, let last = reversed().first?.place else { return end..<end }
        return first..<last + 1
    }
}
