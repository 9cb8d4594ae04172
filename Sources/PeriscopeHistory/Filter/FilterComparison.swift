/// How a term compares.
enum FilterComparison: String, CaseIterable {
    case holds = ":"
    case equal = "="
    case differs = "!="
    case atMost = "<="
    case less = "<"
    case atLeast = ">="
    case more = ">"

    var isOrder: Bool {
        switch self {
        case .atMost, .less, .atLeast, .more: true
        case .holds, .equal, .differs: false
        }
    }

    /// The one that begins here; the longest.
    init?(_ letters: ArraySlice<FilterLetter>) {
        guard let first = letters.first, !first.isQuoted else { return nil }
        let next = letters.dropFirst().first.flatMap { $0.isQuoted ? nil : $0.character }
        switch (first.character, next) {
        case (":", _): self = .holds
        case ("=", _): self = .equal
        case ("!", "="): self = .differs
        case ("<", "="): self = .atMost
        case ("<", _): self = .less
        case (">", "="): self = .atLeast
        case (">", _): self = .more
        default: return nil
        }
    }
}
