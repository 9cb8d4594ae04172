/// A piece of a template's text: plain, or a tag of swift-mustache's.
struct MustachePiece {
    enum Kind: Equatable {
        case text
        /// `{{name}}`, `{{{name}}}`, `{{&name}}`.
        case value
        /// `{{#…}}`, `{{^…}}`, `{{/…}}`, `{{$…}}`: what opens and closes a stretch.
        case section
        /// `{{>name}}`, `{{<name}}`: another template stands here.
        case template(String)
        case comment
    }

    let kind: Kind
    let text: Substring

    /// Cuts a text into pieces, every byte in one of them.
    ///
    /// Knows the usual braces only; a template that sets other ones is shown as plain text from there on. One pass; a
    /// tag that is not closed reaches to the end.
    static func pieces(_ text: String) -> [MustachePiece] {
        var pieces: [MustachePiece] = []
        var rest = text[...]
        while let open = rest.utf8.firstPair(of: 0x7B) {
            if open > rest.startIndex { pieces.append(MustachePiece(kind: .text, text: rest[..<open])) }
            let tag = Self.tag(rest[open...])
            pieces.append(tag)
            rest = rest[tag.text.endIndex...]
        }
        if !rest.isEmpty { pieces.append(MustachePiece(kind: .text, text: rest)) }
        return pieces
    }

    /// The tag that a text begins with.
    private static func tag(_ text: Substring) -> MustachePiece {
        let inner = text.utf8.dropFirst(2)
        guard var end = inner.firstPair(of: 0x7D) else { return MustachePiece(kind: .comment, text: text) }
        end = text.utf8.index(end, offsetBy: 2)
        // Three braces close what three opened.
        if inner.first == 0x7B, end < text.utf8.endIndex, text.utf8[end] == 0x7D { end = text.utf8.index(after: end) }
        let whole = text[..<end]
        return MustachePiece(kind: kind(whole), text: whole)
    }

    private static func kind(_ tag: Substring) -> Kind {
        let inner = tag.drop { $0 == "{" }.prefix { $0 != "}" }
        let words = String(inner).drop { $0 == " " }
        switch words.first {
        case "!": return .comment
        case "#", "^", "/", "$": return .section
        case ">", "<":
            let name = words.dropFirst().split { $0 == " " || $0 == "\n" }.first
            return name.map { .template(String($0)) } ?? .value
        default: return .value
        }
    }
}

extension Collection<UInt8> {
    /// The first of two equal braces.
    fileprivate func firstPair(of brace: UInt8) -> Index? {
        var place = startIndex
        while place < endIndex {
            let next = index(after: place)
            guard next < endIndex else { return nil }
            if self[place] == brace, self[next] == brace { return place }
            place = next
        }
        return nil
    }
}
