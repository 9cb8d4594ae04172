import PeriscopeHistory
import PeriscopeInsight
import Screen

/// One function of a profile: who called it, what it called, and its hottest lines.
struct FunctionPage {
    private let input: ProfileInput
    private let key: UInt64
    private let hot: HotFunction?

    private var format: Format { input.format }
    private var profile: CPUProfile { input.facts.profile }
    private var whole: UInt64 { profile.samples }

    /// Of callers, callees and lines each.
    private static let limit = 100

    init(_ input: ProfileInput, _ key: UInt64) {
        self.input = input
        self.key = key
        hot = input.facts.countedFunctions(input.history).first { FunctionKey.of($0.function) == key }
    }

    func content() -> PanelContent {
        guard let hot else {
            var content = PanelContent()
            content.empty = ["This function has no samples here any more."]
            return content
        }
        var text = PanelText(width: input.width)
        let places = FunctionPlaces(profile, hot.function)
        add(
            "CALLED BY", places.callers, isCaller: true, of: hot.total, rest: "by nobody, as far as was seen", to: &text
        )
        add("CALLED", places.callees, isCaller: false, of: hot.total, rest: "itself alone", to: &text)
        addLines(places.lines, hot, to: &text)
        var content = text.content(
            .init(
                head: head(hot),
                copy: .init(what: "function", text: FunctionText.whole(hot.function, line: hot.line)),
                value: text.rows.map(\.line.text).joined(separator: "\n") + "\n",
                source: FunctionText.frame(hot.function, line: hot.line)))
        let rows = text.rows
        let copy = content.copy
        content.copy = { index in
            guard rows.indices.contains(index), let source = rows[index].stop?.source else { return copy(index) }
            return .init(what: "function", text: source.function + "  " + source.path + ":\(source.line)")
        }
        return content
    }

    private func head(_ hot: HotFunction) -> [Line] {
        var title = Line(" ")
        title.add(format.end(FunctionText.name(hot.function), width: max(10, input.width - 2)), .title)
        var figures = Line(" ")
        let isApp = hot.function.origin == .app
        let own = isApp ? hot.ownWithLibraries : hot.own
        figures.add("own " + format.duration(input.facts.time(own)), .textStrong)
        figures.add("  " + ShareText(own, of: whole).text(format))
        if isApp, hot.own != own {
            figures.add(input.separator + "itself " + format.duration(input.facts.time(hot.own)), .textDim)
        }
        figures.add(
            input.separator + "total " + format.duration(input.facts.time(hot.total)) + "  "
                + ShareText(hot.total, of: whole).text(format))
        if let spans = hot.calls { figures.add(input.separator + format.count(spans, "span opened", "spans opened")) }
        let place = FunctionText.place(hot.function, line: hot.line)
        if !place.isEmpty { figures.add(input.separator); figures.add(place, .link) }
        return [title, figures]
    }

    private func add(
        _ title: String, _ functions: [FunctionPlaces.Neighbour], isCaller: Bool, of total: UInt64, rest: String,
        to text: inout PanelText
    ) {
        text.heading(title)
        for neighbour in functions.prefix(Self.limit) { add(neighbour, isCaller, of: total, to: &text) }
        if functions.count > Self.limit { text.add("\(format.count(functions.count - Self.limit)) more", .textDim) }
        let known = functions.reduce(UInt64(0)) { $0 &+ $1.count }
        if total > known { text.add(row(total - known, of: total, name: StyledText(rest, .textDim), place: "")) }
    }

    private func add(
        _ neighbour: FunctionPlaces.Neighbour, _ isCaller: Bool, of total: UInt64, to text: inout PanelText
    ) {
        let function = neighbour.function
        var name = StyledText(neighbour.isAwaited ? "await " : "", .info)
        name.append(FunctionText.name(function), function.origin == .app ? .text : .textDim)
        let line = row(
            neighbour.count, of: total, name: name, place: FunctionText.place(function, line: neighbour.line))
        let key = FunctionKey.of(function)
        text.add(
            line,
            .init(
                key: .fold(FoldKey.make(key, isCaller ? "caller" : "callee", 0)),
                opens: key == self.key ? nil : .function(key),
                source: FunctionText.frame(function, line: neighbour.line)))
    }

    private func addLines(_ lines: [FunctionPlaces.HotLine], _ hot: HotFunction, to text: inout PanelText) {
        guard !lines.isEmpty else { return }
        text.heading("HOTTEST LINES", StyledText("o opens them", .textDim))
        for line in lines.prefix(Self.limit) {
            let place = FunctionText.place(hot.function, line: line.number)
            let drawn = row(line.count, of: hot.total, name: StyledText(place, .link), place: "")
            text.add(
                drawn,
                .init(key: .frame(line.number), source: FunctionText.frame(hot.function, line: line.number)))
        }
    }

    private func row(_ count: UInt64, of total: UInt64, name: StyledText, place: String) -> Line {
        let share = ShareText(count, of: total)
        let bar = input.width >= 100 ? 12 : 0
        var line = Line()
        line.gap(1)
        line.column(format.duration(input.facts.time(count)), 9, .textStrong, .right)
        line.gap(1)
        if bar > 0 {
            line.column(input.glyphs.bar(fraction: share.share, width: bar), bar, .flameApp)
            line.gap(1)
        }
        line.column(share.styled(format, hasMargins: false), 5)
        line.gap(2)
        let left = max(8, input.width - line.cursor - 1)
        let placeWidth = input.width >= 60 && !place.isEmpty ? min(max(12, left * 2 / 5), place.utf8.count) : 0
        line.column(name, left - (placeWidth > 0 ? placeWidth + 2 : 0))
        if placeWidth > 0 {
            line.gap(2)
            line.column(FunctionText.fitted(place, width: placeWidth, format), placeWidth, .textDim)
        }
        return line
    }
}
