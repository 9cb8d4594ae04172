/// Cuts a filter's text into words, parentheses and operators.
///
/// A parenthesis in the middle of a word is part of it, so that `count(*)` and `index(_:context:)` are words.
struct FilterTokenizer {
    private let characters: [Character]
    private var position = 0
    private(set) var tokens: [FilterToken] = []
    /// Where a quote began that has no end.
    private(set) var openQuote: Int?

    init(_ text: String) {
        characters = Array(text)
        while position < characters.count { takeNext() }
    }

    private mutating func takeNext() {
        switch characters[position] {
        case let character where character.isWhitespace: position += 1
        case "(": take(.open)
        case ")": take(.close)
        case "-", "!":
            if isFollowedByTerm { take(.not) } else { takeWord() }
        default: takeWord()
        }
    }

    private mutating func take(_ kind: FilterToken.Kind) {
        tokens.append(FilterToken(kind: kind, place: position..<position + 1))
        position += 1
    }

    /// A minus before a space is a word.
    private var isFollowedByTerm: Bool {
        guard position + 1 < characters.count else { return true }
        let next = characters[position + 1]
        return !next.isWhitespace && next != "="
    }

    private mutating func takeWord() {
        let start = position
        var letters: [FilterLetter] = []
        var depth = 0
        while position < characters.count {
            let character = characters[position]
            if character.isWhitespace || (character == ")" && depth == 0) { break }
            if character == "\"" {
                takeQuoted(into: &letters)
                continue
            }
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            letters.append(FilterLetter(character: character, place: position, isQuoted: false))
            position += 1
        }
        tokens.append(FilterToken(kind: Self.kind(of: letters), place: start..<position))
    }

    private mutating func takeQuoted(into letters: inout [FilterLetter]) {
        let start = position
        position += 1
        while position < characters.count, characters[position] != "\"" {
            if characters[position] == "\\", position + 1 < characters.count,
                characters[position + 1] == "\"" || characters[position + 1] == "\\"
            {
                position += 1
            }
            letters.append(FilterLetter(character: characters[position], place: position, isQuoted: true))
            position += 1
        }
        if position == characters.count { openQuote = start } else { position += 1 }
    }

    private static func kind(of letters: [FilterLetter]) -> FilterToken.Kind {
        guard !letters.contains(where: \.isQuoted), letters.count <= 3 else { return .word(letters) }
        switch letters.text.lowercased() {
        case "and", "&", "&&": return .and
        case "or", "|", "||": return .or
        case "not": return .not
        default: return .word(letters)
        }
    }
}
