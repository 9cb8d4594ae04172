/// The shapes of a connection's interned strings, as far as they are statements.
///
/// With it the shape of a query on the wire costs one place in an array.
struct ConnectionStatements: Sendable {
    private var shapes: [StatementShape?] = []

    mutating func reset() {
        shapes = []
    }

    /// The shape of the interned string with this index.
    mutating func shape(_ index: UInt32, of sql: String, count: Int, cache: StatementCache) -> StatementShape {
        let position = Int(index)
        if position < shapes.count, let known = shapes[position] { return known }
        let shape = cache.shape(of: sql)
        guard position <= count else { return shape }
        if position >= shapes.count {
            shapes.append(contentsOf: repeatElement(nil, count: count + 1 - shapes.count))
        }
        shapes[position] = shape
        return shape
    }
}
