import PeriscopeHistory
import Screen

/// The rows of things that are counted and timed on both sides: queries by shape, renders by template.
///
/// At 120 columns each side's figures stand in columns of their own; below that as `50→0`; below 60 a row takes two lines.
struct CompareTable {
    let style: CompareStyle
    /// What the names are called.
    let title: String

    private static let wordWidth = 9
    private static let countWidth = 7
    private static let timeWidth = 10
    private static let leastNote = 14

    struct Figures {
        let change: StyledText
        let count: Pair<Int>
        let time: Pair<UInt64>
        var name: StyledText
        /// Behind the name, where there is room.
        var note = ""
        var noteRole = Role.textDim
    }

    var head: Line {
        var line = Line(" ")
        line.gap(2 + Self.wordWidth)
        if style.isWide {
            let minus = style.glyphs.minus
            for title in ["COUNT " + minus, "+"] { line.column(title, Self.countWidth, .header, .right) }
            if style.hasTimes {
                for title in ["TIME " + minus, "+"] { line.column(title, Self.timeWidth, .header, .right) }
                line.column(style.glyphs.delta, Self.timeWidth + 1, .header, .right)
            }
            line.gap(2)
        } else {
            line.column("COUNT", Self.countWidth, .header)
            if style.hasTimes { line.column("TIME", 16, .header) }
        }
        if !style.isNarrow { line.add(title, .header) }
        return line
    }

    /// One line, or two on a narrow screen.
    func lines(_ figures: Figures) -> [() -> Line] {
        guard style.isNarrow else { return [{ row(figures) }] }
        return [
            { narrow(figures) },
            {
                var line = Line()
                line.gap(4)
                line.column(figures.name, max(4, style.width - 5))
                return line
            },
        ]
    }

    private func narrow(_ figures: Figures) -> Line {
        var line = Line(" ")
        line.column(figures.change, Self.wordWidth)
        line.column(style.counts(figures.count), Self.countWidth + 1)
        line.gap(1)
        if style.hasTimes { line.column(style.times(figures.time), 18) }
        return line
    }

    private func row(_ figures: Figures) -> Line {
        var line = Line(" ")
        line.gap(2)
        line.column(figures.change, Self.wordWidth)
        if style.isWide { addSides(figures, to: &line) } else { addBoth(figures, to: &line) }
        let rest = style.width - line.cursor - 1
        // The name is what tells the rows apart: the note has what it leaves, and on a wide screen at least its ends.
        let wanted = TextWidth.width(of: figures.note, glyphs: style.glyphs)
        let left = rest - figures.name.width(glyphs: style.glyphs) - 2
        let least = style.width >= 150 ? Self.leastNote : left >= Self.leastNote ? left : 0
        let note = least > 0 ? min(wanted, max(left, least)) : 0
        line.column(figures.name, max(4, rest - (note > 0 ? note + 2 : 0)))
        if note > 0 {
            line.gap(2)
            line.column(style.format.middle(figures.note, width: note), note, figures.noteRole, .right)
        }
        return line
    }

    private func addSides(_ figures: Figures, to line: inout Line) {
        let role = style.role(figures.count)
        for side in CompareSide.allCases {
            line.column(number(figures.count[side]), Self.countWidth, side == .base ? .textDim : role, .right)
        }
        if style.hasTimes {
            for side in CompareSide.allCases {
                let text = figures.count[side] > 0 ? style.format.duration(figures.time[side]) : ""
                line.column(text, Self.timeWidth, side == .base ? .textDim : .text, .right)
            }
            line.column(style.difference(figures.time), Self.timeWidth + 1, .right)
        }
        line.gap(2)
    }

    private func addBoth(_ figures: Figures, to line: inout Line) {
        line.column(style.counts(figures.count), Self.countWidth)
        if style.hasTimes { line.column(style.times(figures.time), 15) }
        line.gap(1)
    }

    private func number(_ count: Int) -> String { count > 0 ? style.format.count(count) : style.format.unknown }
}
