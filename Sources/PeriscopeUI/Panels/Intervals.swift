/// Pieces of time, merged where they touch.
///
/// Made by one sort.
struct Intervals {
    private(set) var merged: [(start: UInt64, end: UInt64)] = []

    init(_ pieces: [(UInt64, UInt64)], within bounds: (start: UInt64, end: UInt64)) {
        let clipped = pieces.compactMap { piece -> (UInt64, UInt64)? in
            let start = max(piece.0, bounds.start)
            let end = min(piece.1, bounds.end)
            return end > start ? (start, end) : nil
        }
        for piece in clipped.sorted(by: { $0.0 < $1.0 }) {
            if let last = merged.last, piece.0 <= last.end {
                merged[merged.count - 1].end = max(last.end, piece.1)
            } else {
                merged.append((start: piece.0, end: piece.1))
            }
        }
    }

    /// Nanoseconds covered.
    var length: UInt64 { merged.reduce(0) { $0 + ($1.end - $1.start) } }

    /// What lies between the pieces and up to the bounds, if it is at least so long.
    func gaps(within bounds: (start: UInt64, end: UInt64), from least: UInt64) -> [(start: UInt64, end: UInt64)] {
        var gaps: [(start: UInt64, end: UInt64)] = []
        var reached = bounds.start
        for piece in merged {
            if piece.start > reached, piece.start - reached >= least { gaps.append((reached, piece.start)) }
            reached = max(reached, piece.end)
        }
        if bounds.end > reached, bounds.end - reached >= least { gaps.append((reached, bounds.end)) }
        return gaps
    }
}
