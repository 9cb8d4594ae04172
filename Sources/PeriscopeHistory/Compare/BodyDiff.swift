/// The bodies of two requests or responses: where they first differ.
package enum BodyDiff: Sendable, Equatable {
    /// Neither has one.
    case none
    case same
    /// Texts that are equal as far as they were captured.
    case sameUpToCut
    /// One has none.
    case onlyIn(CompareSide)
    /// The first line that differs, from 1; nil on the side that has no such line. A line begins near the difference.
    case text(line: Int, Pair<String?>)
    /// Texts were not captured; the sizes are all that can be compared.
    case sizes(areEqual: Bool)

    /// Bytes before the difference that are shown of a long line, and of a line in all.
    private static let context = 24
    private static let longest = 400

    package init(_ bodies: Pair<BodyRecord?>) {
        guard let base = bodies.base, let other = bodies.other else {
            self = bodies.base == nil ? (bodies.other == nil ? .none : .onlyIn(.other)) : .onlyIn(.base)
            return
        }
        guard let old = base.text, let new = other.text else {
            self = base.bytes == 0 && other.bytes == 0 ? .same : .sizes(areEqual: base.bytes == other.bytes)
            return
        }
        guard old != new else {
            self = base.truncatedBytes > 0 || other.truncatedBytes > 0 ? .sameUpToCut : .same
            return
        }
        self = Self.firstDifference(Array(old.utf8), Array(new.utf8))
    }

    private static func firstDifference(_ old: [UInt8], _ new: [UInt8]) -> BodyDiff {
        let place = zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
        let newline = UInt8(ascii: "\n")
        let line = old[..<place].count { $0 == newline } + 1
        let lineStart = (old[..<place].lastIndex(of: newline) ?? -1) + 1
        func excerpt(_ bytes: [UInt8]) -> String? {
            guard lineStart < bytes.count else { return nil }
            let end = bytes[lineStart...].firstIndex(of: newline) ?? bytes.count
            // In a long line, such as a page of JSON, only what stands around the difference tells something.
            var start = place - lineStart > context * 2 ? place - context : lineStart
            while start > lineStart, bytes[start] & 0xC0 == 0x80 { start -= 1 }
            let text = String(decoding: bytes[start..<min(end, start + longest)], as: UTF8.self)
            return start > lineStart ? "…" + text : text
        }
        return .text(line: line, Pair(excerpt(old), excerpt(new)))
    }
}
