import PeriscopeHistory
import PeriscopeInsight
import Screen

/// The functions that the CPU time went to.
struct HotFunctionPage {
    private let input: ProfileInput
    private let rows: [HotFunctionRows.Row]
    private let columns: HotFunctionColumns

    private var format: Format { input.format }
    private var whole: UInt64 { input.facts.samples }

    init(_ input: ProfileInput) {
        self.input = input
        rows = HotFunctionRows(input).rows
        columns = HotFunctionColumns(input, rows)
    }

    func content() -> PanelContent {
        var content = PanelContent()
        content.head = ProfileSummary(input: input).lines() + [heads()]
        content.count = rows.count
        content.key = { rows.indices.contains($0) ? key(rows[$0], $0) : .line($0) }
        content.line = { rows.indices.contains($0) ? line(rows[$0]) : Line() }
        content.opens = { index in function(at: index).map { .function(FunctionKey.of($0.function)) } }
        content.fold = { index in
            guard rows.indices.contains(index), case .group(let group) = rows[index] else { return nil }
            return group.fold
        }
        content.source = { index in function(at: index).flatMap { FunctionText.frame($0.function, line: $0.line) } }
        content.copy = { index in
            function(at: index).map { .init(what: "function", text: FunctionText.whole($0.function, line: $0.line)) }
        }
        content.text = { index in function(at: index).map { FunctionText.whole($0.function, line: $0.line) } ?? "" }
        content.value = { _ in rows.map(describe).joined(separator: "\n") + "\n" }
        content.sorts = .init(
            names: ProfileOrder.allCases.map(\.name), current: input.state.order.rawValue,
            isReversed: input.state.isReversed)
        return content
    }

    private func function(at index: Int) -> HotFunction? {
        guard rows.indices.contains(index), case .function(let function, _) = rows[index] else { return nil }
        return function
    }

    private func key(_ row: HotFunctionRows.Row, _ index: Int) -> RowKey {
        switch row {
        case .function(let hot, _): .function(FunctionKey.of(hot.function))
        case .group(let group): .fold(group.fold.key)
        case .elsewhere, .more: .line(index)
        }
    }

    // MARK: Drawing

    private func heads() -> Line {
        var line = Line()
        line.gap(1)
        if columns.time > 0 {
            line.column(head("OWN", .own), columns.time, .right)
            line.gap(1)
        }
        if columns.bar > 0 { line.gap(columns.bar + 1) }
        let share = columns.time > 0 ? StyledText() : head("OWN", .own)
        line.column(share, columns.share, .left)
        if columns.total > 0 { line.column(head("TOTAL", .total), columns.total, .right) }
        if columns.samples > 0 { line.column(samplesHead, columns.samples, .right) }
        if columns.spans > 0 { line.column("SPANS", columns.spans, .header, .right) }
        line.gap(2)
        line.column(head("FUNCTION", .name), columns.name)
        if columns.place > 0 {
            line.gap(2)
            line.column("WHERE", columns.place, .header)
        }
        return line
    }

    /// The samples that OWN stands for; ordered by those in the function alone, these.
    private var samplesHead: StyledText {
        isByItself ? head("ITSELF", .itself) : StyledText("SAMPLES", .header)
    }

    private var isByItself: Bool { input.state.order == .itself }

    private func head(_ title: String, _ order: ProfileOrder) -> StyledText {
        guard order == input.state.order else { return StyledText(title, .header) }
        let isAscending = order.isDescending == input.state.isReversed
        return StyledText(title + (isAscending ? input.glyphs.sortAscending : input.glyphs.sortDescending), .sortMark)
    }

    private func line(_ row: HotFunctionRows.Row) -> Line {
        switch row {
        case .function(let hot, let depth): function(hot, depth)
        case .group(let group): self.group(group)
        case .elsewhere(let count):
            figures(
                count, total: nil, samples: isByItself ? nil : count, spans: nil, role: .flameRuntime,
                name: StyledText(Self.elsewhere, .textDim))
        case .more(let count): more(count)
        }
    }

    private static let elsewhere = "outside of the app's own functions"

    private func function(_ hot: HotFunction, _ depth: Int) -> Line {
        let isApp = hot.function.origin == .app
        var name = StyledText(depth > 0 ? "  " : "")
        let isHot = isApp && hot.ownWithLibraries > 0
        name.append(FunctionText.name(hot.function), isHot ? .textStrong : isApp ? .textDim : .text)
        let own = isApp ? hot.ownWithLibraries : hot.own
        var line = figures(
            own, total: hot.total, samples: isByItself ? hot.own : own, spans: hot.calls,
            role: FunctionText.role(hot.function.origin), name: name, width: columns.name)
        if columns.place > 0 {
            line.gap(2)
            let place = FunctionText.place(hot.function, line: hot.line)
            line.column(
                FunctionText.fitted(place, width: columns.place, format), columns.place, isApp ? .link : .textDim)
        }
        return line
    }

    private func group(_ group: HotFunctionRows.Group) -> Line {
        var name = StyledText((group.fold.isOpen ? input.glyphs.open : input.glyphs.closed) + " ", .tree)
        name.append("of it in " + group.name, .text)
        name.append("  " + format.count(group.functions, "function", "functions"), .textDim)
        return figures(
            group.own, total: nil, samples: group.own, spans: nil, role: FunctionText.role(group.origin), name: name)
    }

    private func more(_ count: Int) -> Line {
        var line = Line()
        line.gap(columns.beforeName)
        line.add("  \(format.count(count)) more", .textDim)
        return line
    }

    private func figures(
        _ own: UInt64, total: UInt64?, samples: UInt64?, spans: Int?, role: Role, name: StyledText,
        width: Int? = nil
    ) -> Line {
        let share = ShareText(own, of: whole)
        var line = Line()
        line.gap(1)
        if columns.time > 0 {
            line.column(format.duration(input.facts.time(own)), columns.time, own > 0 ? .textStrong : .textDim, .right)
            line.gap(1)
        }
        if columns.bar > 0 {
            line.column(input.glyphs.bar(fraction: share.share, width: columns.bar), columns.bar, role)
            line.gap(1)
        }
        line.column(share.styled(format, hasMargins: columns.hasMargins), columns.share)
        if columns.total > 0 {
            line.column(total.map { format.duration(input.facts.time($0)) } ?? "", columns.total, .text, .right)
        }
        if columns.samples > 0 {
            line.column(samples.map { format.count($0) } ?? "", columns.samples, .textDim, .right)
        }
        if columns.spans > 0 { line.column(spans.map { format.count($0) } ?? "", columns.spans, .textDim, .right) }
        line.gap(2)
        line.column(name, width ?? columns.nameAndPlace)
        return line
    }

    private func describe(_ row: HotFunctionRows.Row) -> String {
        switch row {
        case .function(let hot, let depth):
            let own = hot.function.origin == .app ? hot.ownWithLibraries : hot.own
            return String(repeating: "  ", count: depth) + figures(own)
                + "  total \(format.duration(input.facts.time(hot.total)))  "
                + FunctionText.whole(hot.function, line: hot.line)
        case .group(let group): return figures(group.own) + "  of it in " + group.name
        case .elsewhere(let count): return figures(count) + "  " + Self.elsewhere
        case .more(let count): return "\(format.count(count)) more"
        }
    }

    private func figures(_ count: UInt64) -> String {
        format.duration(input.facts.time(count)) + "  " + ShareText(count, of: whole).text(format) + "  "
            + format.count(count, "sample", "samples")
    }
}
