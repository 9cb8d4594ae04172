/// Finds spans by id in an array that is ordered by start, while spans arrive.
///
/// Up to 64 spans it looks at each, which is faster than any table; past that it keeps each id's start.
struct SpanIndex: Sendable {
    private static let scanned = 64

    private var isPrepared = false
    private var starts: [UInt64: UInt64] = [:]
    /// Parents that were named and have not come.
    private var awaited: Set<UInt64> = []

    /// Takes in spans that were there before; costs nothing the second time.
    mutating func prepare(_ spans: [SpanRecord], root: UInt64) {
        guard !isPrepared else { return }
        isPrepared = true
        if spans.count > Self.scanned { fill(spans) }
        for span in spans { expect(span.parent, spans: spans, root: root) }
    }

    /// Where the span with an id stands.
    func position(of id: UInt64, in spans: [SpanRecord]) -> Int? {
        guard spans.count > Self.scanned else {
            return spans.indices.first { spans[$0].id == id }
        }
        guard let start = starts[id] else { return nil }
        var position = insertion(of: start, in: spans) - 1
        while position >= 0, spans[position].start == start {
            if spans[position].id == id { return position }
            position -= 1
        }
        return nil
    }

    /// Where a span that starts then belongs: after all that start no later.
    func insertion(of start: UInt64, in spans: [SpanRecord]) -> Int {
        guard let last = spans.last, last.start > start else { return spans.count }
        var low = 0
        var high = spans.count
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].start <= start { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Remembers a span that was put in.
    ///
    /// True if others had named it as their parent before it came.
    @discardableResult
    mutating func note(_ span: SpanRecord, isNew: Bool, spans: [SpanRecord], root: UInt64) -> Bool {
        if starts.isEmpty, spans.count > Self.scanned {
            fill(spans)
        } else if spans.count > Self.scanned {
            starts[span.id] = span.start
        }
        expect(span.parent, spans: spans, root: root)
        return isNew && awaited.remove(span.id) != nil
    }

    private mutating func fill(_ spans: [SpanRecord]) {
        starts.reserveCapacity(spans.count * 2)
        for span in spans { starts[span.id] = span.start }
    }

    private mutating func expect(_ parent: UInt64, spans: [SpanRecord], root: UInt64) {
        guard parent != 0, parent != root, position(of: parent, in: spans) == nil else { return }
        awaited.insert(parent)
    }
}
