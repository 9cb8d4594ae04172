/// What may stand where a filter's text is being written: keys, and values that the history has seen.
package struct FilterCompletion: Sendable, Equatable {
    package struct Item: Sendable, Equatable {
        /// What is put in place of what is being written.
        package let text: String
        /// What it means, or how often it was seen.
        package let note: String

        package init(_ text: String, _ note: String = "") {
            self.text = text
            self.note = note
        }
    }

    /// More would not be read.
    package static let limit = 60

    /// The characters that an item takes the place of: from the beginning of the part to the cursor.
    package let place: Range<Int>
    /// The best first.
    package let items: [Item]

    /// - Parameters:
    ///   - cursor: Characters before the cursor.
    ///   - history: Looked at only where values are wanted; a millisecond or two for 10,000 requests.
    package init(_ text: String, cursor: Int, named: NamedFilters, history: History) {
        let before = String(text.prefix(max(0, cursor)))
        let part = FilterPart(before)
        place = part.place
        var items: [Item]
        switch part.kind {
        case .start: items = Self.keys(part.text) + Self.names(part.text, named)
        case .name: items = Self.names(part.text, named)
        case .value(let key, let name):
            items = FilterVocabulary(history: history).values(of: key, named: name, beginning: part.text)
        }
        let written = String(before.dropFirst(part.place.lowerBound))
        if items.count == 1, items[0].text == written { items = [] }
        self.items = Array(items.prefix(Self.limit))
    }

    /// What all items begin with.
    package var common: String {
        guard let first = items.first else { return "" }
        return items.dropFirst().reduce(first.text) { common, item in
            String(zip(common, item.text).prefix { $0.lowercased() == $1.lowercased() }.map(\.0))
        }
    }

    // MARK: Keys

    private static func keys(_ text: String) -> [Item] {
        let start = text.lowercased().replacing("-", with: "_")
        let all = FilterKey.groups.flatMap(\.keys)
        let found = all.filter { $0.rawValue.hasPrefix(start) }
        if !found.isEmpty { return found.map { Item($0.rawValue + sign($0), $0.summary) } }
        return all.flatMap { key in
            key.otherNames.filter { $0.hasPrefix(start) }.map { Item($0 + sign(key), key.summary) }
        }
    }

    private static func sign(_ key: FilterKey) -> String {
        switch key.shape {
        case .number(.status): ":"
        case .number(.level): ">="
        case .number: key == .age ? "<" : key == .pid ? "=" : ">"
        default: ":"
        }
    }

    private static func names(_ text: String, _ named: NamedFilters) -> [Item] {
        let start = text.hasPrefix("@") ? text.dropFirst().lowercased() : text.lowercased()
        return named.names.filter { $0.hasPrefix(start) }.map { Item("@" + $0, named[$0] ?? "") }
    }
}

/// What is being written before the cursor.
struct FilterPart {
    enum Kind: Equatable {
        /// A key, or a word.
        case start
        /// Another filter's name.
        case name
        /// A value of a key; of a header or alike, with its name where that is written already.
        case value(FilterKey, name: String?)
    }

    let kind: Kind
    /// Without quotes.
    let text: String
    let place: Range<Int>

    init(_ before: String) {
        let count = before.count
        let tokenizer = FilterTokenizer(before)
        guard let token = tokenizer.tokens.last, token.place.upperBound == count else {
            self.init(.start, "", count..<count)
            return
        }
        var letters: [FilterLetter] = []
        switch token.kind {
        case .word(let word): letters = word
        case .and, .or, .not: letters = []
        case .open, .close: break
        }
        guard case .word = token.kind else {
            // `or` may be the beginning of a key, an open group of anything.
            let word = String(before.dropFirst(token.place.lowerBound))
            let isWord = word.first?.isLetter ?? false
            self.init(.start, isWord ? word : "", isWord ? token.place : count..<count)
            return
        }
        if let first = letters.first, first.character == "@", !first.isQuoted {
            self.init(.name, letters.text, token.place)
            return
        }
        self.init(letters, token.place)
    }

    private init(_ kind: Kind, _ text: String, _ place: Range<Int>) {
        self.kind = kind
        self.text = text
        self.place = place
    }

    private init(_ letters: [FilterLetter], _ place: Range<Int>) {
        let sign = letters.firstIndex { !$0.isQuoted && !Self.isOfKey($0.character) }
        guard let sign, let comparison = FilterComparison(letters[sign...]),
            let key = FilterKey(name: letters[..<sign].text)
        else {
            self.init(.start, letters.text, place)
            return
        }
        var start = sign + comparison.rawValue.count
        if let comma = letters[start...].lastIndex(where: { !$0.isQuoted && $0.character == "," }) { start = comma + 1 }
        var name: String?
        if key.shape == .pair,
            let equals = letters[start...].firstIndex(where: {
                !$0.isQuoted && ($0.character == "=" || $0.character == ":")
            })
        {
            name = letters[start..<equals].text
            start = equals + 1
        }
        // Behind what stands before it, so that an opening quote is replaced too.
        let from = start > 0 && start <= letters.count ? letters[start - 1].place + 1 : place.lowerBound
        self.init(.value(key, name: name), letters[min(start, letters.count)...].text, from..<place.upperBound)
    }

    private static func isOfKey(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "_.-".contains(character)
    }
}
