import Screen

/// Which columns the list has room for, and where they stand.
///
/// Columns are taken by priority until the width is used up; what did not fit is said by an ellipsis in the heads.
struct ListColumns: Sendable, Equatable {
    enum Column: Sendable, CaseIterable {
        case status, method, process, path, time, bar, queries, sqlTime, renders, flags, change, size, age

        /// The columns that an order is about, for the mark in the heads and for a click on them.
        var sort: ListSort? {
            switch self {
            case .status: .status
            case .time, .bar: .duration
            case .queries: .queries
            case .sqlTime: .sqlTime
            case .renders: .renders
            case .size: .size
            case .age: .arrival
            case .method, .process, .path, .flags, .change: nil
            }
        }
    }

    /// What there is to compare with.
    enum Builds: Sendable {
        /// One build of each app: there is no column for what never can be there.
        case one
        case several
        /// Some route is not as it was.
        case news
    }

    struct Place: Sendable, Equatable {
        let column: Column
        let x: Int
        let width: Int
    }

    /// The selection's gutter, a mark's sign, and a space.
    static let gutter = 3

    let places: [Place]
    let width: Int
    /// The last column of the heads is kept free to say so.
    let isCut: Bool

    init(width: Int, hasProcesses: Bool, showsClock: Bool, builds: Builds = .one) {
        let method = width < 70 ? 4 : width < 100 ? 6 : 7
        let path = width < 60 ? 10 : width < 76 ? 17 : 23
        var widths: [Column: Int] = [.status: 4, .method: method, .time: 8, .path: path]
        var left = width - Self.gutter - widths.values.reduce(0, +) - 3
        var isCut = false
        for (column, wanted) in Self.optional(width, hasProcesses: hasProcesses, showsClock: showsClock, builds) {
            guard left >= wanted + 1 else {
                isCut = true
                continue
            }
            widths[column] = wanted
            left -= wanted + 1
        }
        if isCut { left -= 1 }
        if left < 0 { widths[.path] = path + left }
        Self.spread(max(0, left), over: &widths)
        var x = Self.gutter
        places = Column.allCases.compactMap { column in
            guard let width = widths[column] else { return nil }
            defer { x += width + 1 }
            return Place(column: column, x: x, width: width)
        }
        self.isCut = isCut
        self.width = width
    }

    /// By priority, with the least width that is of use.
    private static func optional(
        _ width: Int, hasProcesses: Bool, showsClock: Bool, _ builds: Builds
    ) -> [(Column, Int)] {
        let process: [(Column, Int)] = hasProcesses ? [(.process, 12)] : []
        let isWide = width >= 110 && builds == .news
        let change: [(Column, Int)] = [(.change, isWide ? fullChange : leastChange)]
        // News may push out what can be read elsewhere; without news the column only takes what is free.
        let isEarly = builds == .news
        let isLate = builds == .several && width >= 100
        return process + [(.queries, 4), (.flags, isWide ? 22 : 18)] + (isEarly ? change : [])
            + [(.sqlTime, 8), (.bar, 5)] + (isLate ? change : [])
            + [(.renders, 3), (.age, showsClock ? 12 : 4), (.size, 8)]
    }

    /// `51→2 q`, `−49 q`, `+12.5 ms`.
    private static let leastChange = 8
    /// `51→2 q −45 ms`, and a column for `120→2 q −45 ms`.
    private static let fullChange = 14

    /// What is left goes to path, bar and flags in turn, until each can be read; then to the path.
    private static func spread(_ columns: Int, over widths: inout [Column: Int]) {
        var left = columns
        let limits: [(Column, Int)] = [
            (.path, 26), (.bar, 8), (.flags, 27), (.path, 34), (.bar, 10), (.flags, 36), (.path, 60), (.bar, 40),
            (.flags, 60),
        ]
        for (column, limit) in limits {
            guard let width = widths[column], width < limit else { continue }
            let more = min(left, limit - width)
            widths[column] = width + more
            left -= more
        }
        widths[.path, default: 0] += left
    }

    func place(of column: Column) -> Place? {
        places.first { $0.column == column }
    }
}
