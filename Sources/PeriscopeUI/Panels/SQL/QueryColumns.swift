/// Which columns the list of queries has room for, and how wide they are; 0 where one is left out.
///
/// By priority: the text and the time stay; then come flags, call site, rows, number, offset, bar, axis, connection.
struct QueryColumns {
    /// What the queries would fill.
    struct Wanted {
        var flags = 0
        var site = 0
        var connection = 0
        var moment = 9
        var hasTransactions = false
    }

    private(set) var number = 0
    private(set) var moment = 0
    private(set) var bar = 0
    private(set) var rows = 0
    private(set) var flags = 0
    private(set) var axis = 0
    private(set) var connection = 0
    private(set) var site = 0
    let bracket: Int
    let time = 9
    private(set) var text = 0

    /// Gutter, finding's mark, and what stands between time and text.
    private static let margins = 5

    init(width: Int, wanted: Wanted) {
        bracket = wanted.hasTransactions && width >= 60 ? 2 : 0
        let leastText = width >= 140 ? 44 : width >= 100 ? 34 : width >= 60 ? 26 : 12
        var left = width - Self.margins - time - bracket - leastText
        func take(_ columns: Int, gap: Int, least: Int? = nil) -> Int {
            let room = left - gap
            guard columns > 0, room >= (least ?? columns) else { return 0 }
            let taken = min(columns, room)
            left -= taken + gap
            return taken
        }
        flags = take(min(wanted.flags, 20), gap: 2)
        site = take(min(wanted.site, width >= 120 ? 40 : 26), gap: 2, least: min(wanted.site, 16))
        rows = take(6, gap: 1)
        number = take(5, gap: 0)
        moment = take(wanted.moment, gap: 1)
        bar = take(width >= 160 ? 14 : 7, gap: 1)
        axis = width >= 150 ? take(min(40, width / 6), gap: 2) : 0
        connection = take(min(wanted.connection, 20), gap: 2)
        text = max(1, leastText + left)
    }
}
