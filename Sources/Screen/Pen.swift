/// Where the next character of a write goes.
struct Pen {
    var x: Int
    let y: Int
    /// The first column of the write.
    let start: Int
    /// The first column that may not be used.
    let limit: Int
    var isFull = false

    init(x: Int, y: Int, width: Int?, columns: Int) {
        self.x = x
        self.y = y
        start = x
        limit = width.map { min(x + max(0, $0), max(columns, x)) } ?? columns
        isFull = limit <= x
    }

    var used: Int { max(0, x - start) }

    mutating func indent(_ columns: Int) {
        x = min(x + columns, max(x, limit))
    }
}
