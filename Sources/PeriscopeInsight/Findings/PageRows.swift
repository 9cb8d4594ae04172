/// How many rows the queries of a group returned in turn, and whether that looks like one list read in pieces.
///
/// Pages come full until the last, all of one length; ten rows at least, since three newest reviews a book are an N+1,
/// and two where the statement can do nothing but go on behind the last row.
/// Chunks (of ids, of a range of ids) need not all be of one length, so they must be long to be taken for such. The
/// statement must be one that can do it: see `ShapeReading`. The rest of a short list after the last full piece is
/// allowed; several short ones are not.
struct PageRows {
    /// Rows that a page has at least.
    static let page: UInt64 = 10
    /// Rows that a page has at least where nothing but the last row of the page before is asked with.
    static let keysetPage: UInt64 = 2
    /// Rows that a chunk has at least.
    static let chunk: UInt64 = 50

    private var first: UInt64 = 0
    private var last: UInt64 = 0
    private var count = 0
    /// Of all but the last.
    private var areEqual = true
    private var areLong = true

    mutating func add(_ rows: UInt64) {
        if count == 0 { first = rows }
        if count > 0 {
            if last != first { areEqual = false }
            if last < Self.chunk { areLong = false }
        }
        last = rows
        count += 1
    }

    /// Whether they are pages of one list, or chunks; the statement is read only where the figures allow it.
    func isWalk(_ statement: () -> ShapeReading) -> Bool {
        let mayPage = areEqual && first >= Self.keysetPage && last <= first
        guard count > 1, mayPage || areLong else { return false }
        let shape = statement()
        let isPage = first >= Self.page ? shape.canPage : shape.isKeyset
        return (mayPage && isPage) || (areLong && shape.canChunk)
    }
}
