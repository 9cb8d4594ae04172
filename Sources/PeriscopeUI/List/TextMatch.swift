import PeriscopeHistory
import PeriscopeInsight

/// The plain text filter: every word must stand somewhere in the request, whatever its capitals.
///
/// An app is found by its whole name: a part of it would be part of every request. It reads whole values, not what is
/// on screen. About a nanosecond a byte of the request's text.
package struct TextMatch: Sendable, Equatable {
    package let text: String
    private let words: [[UInt8]]

    package init(_ text: String) {
        self.text = text
        words = text.split(separator: " ").map { Array($0.lowercased().utf8) }
    }

    package var isEmpty: Bool { words.isEmpty }

    /// Whether it can only find requests that the other finds: the same text, written further.
    ///
    /// A word that is an app's whole name finds what its beginning did not.
    func narrows(_ other: TextMatch, apps: [String]) -> Bool {
        guard !other.isEmpty, text.hasPrefix(other.text) else { return false }
        return !apps.contains { words.contains(Array($0.lowercased().utf8)) }
    }

    /// What the list flags it with: `n+1`, `slow query`.
    private static func standsInFlags(_ word: [UInt8], _ request: RequestRecord) -> Bool {
        FindingKind.allCases.contains { kind in
            request.findings.flag(of: kind).map { contains($0, word) } ?? false
        }
    }

    /// Whether every word is found.
    func matches(_ request: RequestRecord, app: String) -> Bool {
        words.allSatisfy { word in
            Self.standsInHead(word, request, app) || Self.standsInFlags(word, request)
                || Self.standsInSpans(word, request)
                || request.logs.contains { Self.contains($0.message, word) }
        }
    }

    private static func standsInHead(_ word: [UInt8], _ request: RequestRecord, _ app: String) -> Bool {
        contains(request.path, word) || contains(request.method, word) || contains(request.route ?? "", word)
            || standsInQuery(word, request) || Array(app.lowercased().utf8) == word
            || contains(request.status.map(String.init) ?? "", word)
            || (request.failure.map { contains($0.message, word) || contains($0.type, word) } ?? false)
    }

    /// Path and query as the list shows them, so that `/books?page=2` is found as it is read.
    private static func standsInQuery(_ word: [UInt8], _ request: RequestRecord) -> Bool {
        guard !request.query.isEmpty else { return false }
        if contains(request.query, word) { return true }
        return word.contains(UInt8(ascii: "?")) && contains(request.path + "?" + request.query, word)
    }

    private static func standsInSpans(_ word: [UInt8], _ request: RequestRecord) -> Bool {
        request.spans.contains { span in
            switch span.detail {
            case .query(let query): contains(query.sql, word)
            case .render, .none: contains(span.name, word)
            }
        }
    }

    /// Whether lower-case bytes stand in a text; ASCII letters match in either case.
    static func contains(_ text: String, _ word: [UInt8]) -> Bool {
        guard let first = word.first else { return true }
        return text.utf8.withContiguousStorageIfAvailable { contains($0, word, first) }
            ?? Array(text.utf8).withUnsafeBufferPointer { contains($0, word, first) }
    }

    private static func contains(_ text: UnsafeBufferPointer<UInt8>, _ word: [UInt8], _ first: UInt8) -> Bool {
        guard text.count >= word.count else { return false }
        for start in 0...(text.count - word.count) where lowered(text[start]) == first {
            var length = 1
            while length < word.count, lowered(text[start + length]) == word[length] { length += 1 }
            if length == word.count { return true }
        }
        return false
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }
}
