/// CPU time that one request was seen to use, by the place in the tree and the span: bounded.
package struct SampleCounts: Sendable {
    package struct Place: Hashable, Sendable {
        package var node: UInt32
        package var span: UInt64

        package init(node: UInt32, span: UInt64) {
            self.node = node
            self.span = span
        }
    }

    /// An estimate of what one place takes.
    static let placeBytes = 32

    package private(set) var places: [Place: UInt32] = [:]

    package init() {}

    package var isEmpty: Bool { places.isEmpty }
    package var heldBytes: Int { places.count * Self.placeBytes }

    /// Counts; past `limit` places for the nearest caller that is a place already, else for what is missing, so that
    /// the sum stays true.
    package mutating func add(
        _ count: UInt32, to place: Place, limit: Int, parent: (UInt32) -> UInt32
    ) {
        var place = place
        while places[place] == nil, places.count >= limit, place.node != SampleTree.missingNode {
            let above = parent(place.node)
            // A caller has a smaller number, so that this ends.
            place.node = above > 0 && above < place.node ? above : SampleTree.missingNode
        }
        if places[place] == nil, places.count >= limit { place.span = 0 }
        places[place] = (places[place] ?? 0).addingUpToLimit(count)
    }

    /// Forgets where, and keeps how much.
    package mutating func collapse() {
        guard !places.isEmpty else { return }
        let sum = places.values.reduce(UInt32(0)) { $0.addingUpToLimit($1) }
        places = [Place(node: SampleTree.missingNode, span: 0): sum]
    }

    /// All of them, in order of the nodes; none are left.
    package mutating func takeAll() -> [CountedSample] {
        defer { places = [:] }
        return places.map { CountedSample(node: $0.key.node, span: $0.key.span, count: $0.value) }
            .sorted { ($0.node, $0.span) < ($1.node, $1.span) }
    }
}

extension UInt32 {
    /// The sum, or the largest number there is.
    fileprivate func addingUpToLimit(_ other: UInt32) -> UInt32 {
        let (sum, isOver) = addingReportingOverflow(other)
        return isOver ? .max : sum
    }
}

extension SampleCounts {
    /// Periods in all.
    var sum: UInt64 { places.values.reduce(0) { $0 &+ UInt64($1) } }

    /// The same places, of whatever span.
    func withoutSpans() -> SampleCounts {
        var counts = SampleCounts()
        for (place, count) in places {
            counts.add(count, to: Place(node: place.node, span: 0), limit: .max) { _ in 0 }
        }
        return counts
    }
}
