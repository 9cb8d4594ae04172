import PeriscopeInsight
import Screen

/// How wide the columns of the hot functions are; 0 for those that have no room or nothing to say.
struct HotFunctionColumns {
    let time: Int
    let bar: Int
    let share: Int
    let total: Int
    let samples: Int
    /// How many spans a function opened.
    let spans: Int
    let name: Int
    let place: Int
    let hasMargins: Bool

    init(_ input: ProfileInput, _ rows: [HotFunctionRows.Row]) {
        let width = input.width
        let functions = rows.compactMap { row -> HotFunction? in
            if case .function(let hot, _) = row { hot } else { nil }
        }
        hasMargins = functions.contains { ShareText($0.ownWithLibraries, of: input.facts.samples).margin > 0 }
        time = width >= 60 ? 9 : 0
        bar = width >= 150 ? 12 : width >= 110 ? 6 : 0
        share = 5 + (hasMargins ? ShareText.marginWidth(input.format) : 0)
        total = width >= 60 ? 10 : 0
        samples = width >= 90 ? 9 : 0
        spans = width >= 100 && functions.contains { $0.calls != nil } ? 6 : 0
        let before =
            1 + (time > 0 ? time + 1 : 0) + (bar > 0 ? bar + 1 : 0) + share + total + samples + spans + 2
        let left = max(8, width - before - 1)
        let shown = functions.prefix(200)
        let widestPlace = Self.widest(shown) { FunctionText.place($0.function, line: $0.line) }
        let widestName = Self.widest(shown) { FunctionText.name($0.function) }
        // What the names do not need is the places', and the other way round; where both are long, the names have more.
        let share = max(left * 2 / 5, left - 2 - widestName)
        place = width >= 60 ? min(widestPlace, max(12, share)) : 0
        name = max(8, left - (place > 0 ? place + 2 : 0))
    }

    private static func widest(_ functions: ArraySlice<HotFunction>, _ text: (HotFunction) -> String) -> Int {
        functions.reduce(0) { max($0, TextWidth.width(of: String(text($1).prefix(200)))) }
    }

    /// Of rows that stand nowhere in the source.
    var nameAndPlace: Int { name + (place > 0 ? place + 2 : 0) }

    var beforeName: Int {
        1 + (time > 0 ? time + 1 : 0) + (bar > 0 ? bar + 1 : 0) + share + total + samples + spans + 2
    }
}
