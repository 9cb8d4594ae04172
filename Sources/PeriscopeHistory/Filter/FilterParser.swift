/// Reads the text of a filter, by recursive descent.
///
/// ```
/// filter  = any?
/// any     = all { "or" all }                      also  |  ||
/// all     = unary { [ "and" ] unary }             also  &  &&
/// unary   = ( "-" | "!" | "not" ) unary | "(" any ")" | term
/// term    = "@" name                              another filter, from the settings
///         | key compare value { "," value }       one of the values
///         | word                                  stands in the request
/// compare = ":" | "=" | "!=" | "<" | "<=" | ">" | ">="
/// value   = text | number [ ".." [ number ] ] | ".." number | name [ ( "=" | ":" ) text ]
/// ```
///
/// `:` looks for a text, `=` for the whole of it; `*` stands for anything, but not in quotes. Of numbers both mean the
/// number as exactly as it is written: `ms:12` is from 12 to 13. `!=` is `-` before `=`. In quotes (`"…"`, with `\"`
/// and `\\` in them) nothing means anything but itself. Capitals make no difference, in nothing.
///
/// What looks like a term but has no known key is a word where it is one in life, as `https://x`, `std::sort` and
/// `page=2`; else it is a problem.
struct FilterParser {
    /// Characters of a text; terms of a filter, those of the filters it names among them; groups within each other.
    static let textLimit = 4_096
    static let termLimit = 512
    static let depthLimit = 32

    let named: NamedFilters
    /// The filters that this one is named in.
    private let names: [String]
    private let tokens: [FilterToken]
    /// Behind the last character.
    let end: Int
    /// Leaves out what is not finished at the end, rather than failing.
    let isForgiving: Bool
    private var position = 0
    private var depth = 0
    private var terms: Int

    /// - Parameters:
    ///   - isForgiving: While one types: a term without its value is passed over, what is open is closed.
    init(_ text: String, named: NamedFilters, isForgiving: Bool) throws(FilterProblem) {
        try self.init(text, named: named, isForgiving: isForgiving, names: [], terms: 0)
    }

    private init(
        _ text: String, named: NamedFilters, isForgiving: Bool, names: [String], terms: Int
    ) throws(FilterProblem) {
        end = text.count
        guard end <= Self.textLimit else {
            throw FilterProblem("a filter is \(Self.textLimit) characters at most", at: Self.textLimit..<end)
        }
        let tokenizer = FilterTokenizer(text)
        if let quote = tokenizer.openQuote, !isForgiving {
            throw FilterProblem("the quote that begins here has no end", at: quote..<quote + 1, isIncomplete: true)
        }
        tokens = tokenizer.tokens
        self.named = named
        self.isForgiving = isForgiving
        self.names = names
        self.terms = terms
    }

    mutating func parse() throws(FilterProblem) -> FilterExpression {
        guard let parsed = try any() else { return .all([]) }
        guard position < tokens.count else { return parsed }
        throw FilterProblem("no ( belongs to this )", at: tokens[position].place)
    }

    // MARK: Grammar

    /// Nil where nothing stands here.
    private mutating func any() throws(FilterProblem) -> FilterExpression? {
        let first = try all()
        var parts = first.map { [$0] } ?? []
        while let token = current, token.kind == .or {
            guard first != nil else { throw FilterProblem("nothing stands before this “or”", at: token.place) }
            position += 1
            guard let part = try all() else {
                try missing("what may hold instead stands behind “or”", after: token)
                break
            }
            parts.append(part)
        }
        return parts.count > 1 ? .any(parts) : parts.first
    }

    private mutating func all() throws(FilterProblem) -> FilterExpression? {
        var parts: [FilterExpression] = []
        while let token = current {
            switch token.kind {
            case .or, .close: return joined(parts)
            case .and:
                guard !parts.isEmpty else { throw FilterProblem("nothing stands before this “and”", at: token.place) }
                position += 1
                guard let part = try unary() else {
                    try missing("what must hold too stands behind “and”", after: token)
                    return joined(parts)
                }
                parts.append(part)
            case .word, .open, .not:
                guard let part = try unary() else { return joined(parts) }
                parts.append(part)
            }
        }
        return joined(parts)
    }

    private func joined(_ parts: [FilterExpression]) -> FilterExpression? {
        parts.count > 1 ? .all(parts) : parts.first
    }

    /// Nil only where nothing is left, or what is left is passed over.
    private mutating func unary() throws(FilterProblem) -> FilterExpression? {
        guard let token = current else { return nil }
        switch token.kind {
        case .not:
            return try nested(token) { (parser) throws(FilterProblem) in
                guard let part = try parser.unary() else {
                    try parser.missing("what must not hold stands behind this", after: token)
                    return nil
                }
                return .not(part)
            }
        case .open: return try nested(token) { (parser) throws(FilterProblem) in try parser.group(token) }
        case .word(let letters):
            position += 1
            return try term(letters, token.place)
        case .and, .or, .close: return nil
        }
    }

    private mutating func group(_ open: FilterToken) throws(FilterProblem) -> FilterExpression? {
        let inside = try any()
        guard let token = current, token.kind == .close else {
            guard current == nil else { return inside }
            if isForgiving { return inside }
            throw FilterProblem("a ) to this ( is missing", at: open.place, isIncomplete: true)
        }
        position += 1
        guard let inside else {
            throw FilterProblem("nothing stands between ( and )", at: open.place.lowerBound..<token.place.upperBound)
        }
        return inside
    }

    private mutating func nested(
        _ token: FilterToken, _ body: (inout FilterParser) throws(FilterProblem) -> FilterExpression?
    ) throws(FilterProblem) -> FilterExpression? {
        guard depth < Self.depthLimit else {
            throw FilterProblem("\(Self.depthLimit) groups within each other are the most", at: token.place)
        }
        depth += 1
        position += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    private var current: FilterToken? { position < tokens.count ? tokens[position] : nil }

    /// Something is missing behind a token: at the text's end it may still come.
    private func missing(_ message: String, after token: FilterToken) throws(FilterProblem) {
        let isAtEnd = position >= tokens.count
        if isAtEnd, isForgiving { return }
        throw FilterProblem(message, at: isAtEnd ? end..<end : token.place, isIncomplete: isAtEnd)
    }

    // MARK: Terms

    /// Counts a term, and makes it.
    private mutating func term(
        _ letters: [FilterLetter], _ place: Range<Int>
    ) throws(FilterProblem) -> FilterExpression? {
        terms += 1
        guard terms <= Self.termLimit else {
            throw FilterProblem("a filter has \(Self.termLimit) terms at most", at: place)
        }
        if let first = letters.first, first.character == "@", !first.isQuoted {
            let name = letters.dropFirst()
            if name.isEmpty || (NamedFilters.isName(name.text) && !name.contains(where: \.isQuoted)) {
                return try reference(name.text, place)
            }
        }
        var reader = FilterTermReader(letters, place, end: end)
        do throws(FilterProblem) {
            return try reader.read()
        } catch {
            if error.isIncomplete, isForgiving { return nil }
            throw error
        }
    }

    private mutating func reference(_ name: String, _ place: Range<Int>) throws(FilterProblem) -> FilterExpression? {
        let isAtEnd = place.upperBound == end
        guard let text = named[name] else {
            let known = named.names.map { "@" + $0 }
            let isBeginning = isAtEnd && known.contains { $0.hasPrefix("@" + name.lowercased()) }
            if isBeginning || (name.isEmpty && isAtEnd), isForgiving { return nil }
            let which =
                known.isEmpty
                ? "the settings name none under “filters”" : "there are " + known.prefix(8).joined(separator: ", ")
            throw FilterProblem("no filter is called “@\(name)”: \(which)", at: place, isIncomplete: isBeginning)
        }
        let name = name.lowercased()
        guard !names.contains(name) else {
            let way = (names + [name]).map { "@" + $0 }.joined(separator: " in ")
            throw FilterProblem("a filter cannot stand in itself: \(way)", at: place)
        }
        do throws(FilterProblem) {
            var parser = try FilterParser(text, named: named, isForgiving: false, names: names + [name], terms: terms)
            let parsed = try parser.parse()
            terms = parser.terms
            return .named(name, parsed)
        } catch {
            throw FilterProblem("in @\(name): \(error.message)", at: place)
        }
    }
}
