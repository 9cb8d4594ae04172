import Screen

/// The line of column heads over the list.
enum ListHeads {
    static func line(_ columns: ListColumns, _ rules: ListIndex.Rules, _ showsClock: Bool, _ glyphs: Glyphs) -> Line {
        var line = Line()
        for place in columns.places {
            let isSorted = place.column.sort == rules.sort && place.column != .bar && rules.sort != .arrival
            let title = title(of: place.column, width: place.width, showsClock: showsClock, glyphs)
            var text = StyledText(title, isSorted ? .sortMark : .header)
            if isSorted || (rules.isReversed && place.column == .age) {
                text.append(rules.isReversed ? glyphs.sortAscending : glyphs.sortDescending, .sortMark)
            }
            // The mark may stand in the gap between two columns.
            let isRight = isRight(place.column)
            line.move(to: isRight ? place.x - 1 : place.x)
            line.column(text, place.width + 1, isRight ? .right : .left)
        }
        if columns.isCut {
            line.move(to: columns.width - 1)
            line.add(glyphs.ellipsis, .header)
        }
        return line
    }

    static func isRight(_ column: ListColumns.Column) -> Bool {
        switch column {
        case .time, .queries, .sqlTime, .renders, .size, .age: true
        case .status, .method, .process, .path, .bar, .flags, .change: false
        }
    }

    private static func title(of column: ListColumns.Column, width: Int, showsClock: Bool, _ glyphs: Glyphs)
        -> String
    {
        switch column {
        case .status: "STAT"
        case .method: width < 6 ? "METH" : "METHOD"
        case .process: "APP"
        case .path: "PATH"
        case .time: "TIME"
        case .bar: ""
        case .queries: "SQL"
        case .sqlTime: "SQL TIME"
        case .renders: "TPL"
        case .flags: "FLAGS"
        case .change: glyphs.delta + " BUILD"
        case .size: "SIZE"
        case .age: showsClock ? "AT" : "AGE"
        }
    }
}
