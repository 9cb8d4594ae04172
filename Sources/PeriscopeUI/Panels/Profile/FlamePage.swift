import PeriscopeHistory
import PeriscopeInsight
import Screen

/// The flame graph: who called whom, root on top, each as wide as its share of the samples.
struct FlamePage {
    private let input: ProfileInput
    private let layout: FlameLayout
    private let place: FlameLayout.Place
    private let hits: Set<Int>

    private var format: Format { input.format }
    private var profile: CPUProfile { layout.profile }
    private var whole: UInt64 { profile.samples }

    init(_ input: ProfileInput) {
        self.input = input
        layout = Self.layout(input.facts, input.state, width: input.width)
        place = layout.place(of: input.state.box)
        hits = Self.hits(layout.profile, input.search)
    }

    /// The nodes that a search means; none for an empty text.
    static func hits(_ profile: CPUProfile, _ search: String) -> Set<Int> {
        search.isEmpty ? [] : profile.matching(search)
    }

    /// The screen's edges are left blank.
    static func layout(_ facts: ProfileFacts, _ state: ProfileState, width: Int) -> FlameLayout {
        facts.layout(
            root: state.zooms.last ?? FlamePath(), width: max(1, width - 2), showsAllFrames: state.showsAllFrames)
    }

    func content() -> PanelContent {
        var content = PanelContent()
        content.head = head()
        content.count = layout.rows.count
        content.pinned = place.row
        content.key = { row in row == place.row ? .box(key) : .line(row) }
        content.line = { layout.rows.indices.contains($0) ? line($0) : Line() }
        content.columns = { row in
            guard row == place.row, let box = layout.box(place) else { return nil }
            return box.x + 1..<box.x + 1 + box.width
        }
        content.opens = { _ in nil }
        content.source = { _ in node.flatMap { FunctionText.frame($0.function, line: $0.node.line) } }
        content.copy = { _ in
            node.map { .init(what: "function", text: FunctionText.whole($0.function, line: $0.node.line)) }
        }
        content.text = { row in
            guard layout.rows.indices.contains(row) else { return "" }
            return layout.rows[row].map { name($0.node) }.joined(separator: " ")
        }
        content.value = { _ in FlameText.tree(profile, root: layout.root, format) }
        return content
    }

    private var key: UInt64 { input.state.box.functions.last ?? 0 }

    /// What is selected; nil for the root, and for several narrow ones.
    private var node: (function: ProfileFunction, node: CPUProfile.Node)? {
        guard let box = layout.box(place), !box.isMerged, let function = profile.function(of: box.node) else {
            return nil
        }
        return (function, profile.nodes[box.node])
    }

    // MARK: Head

    private func head() -> [Line] {
        var lines = [selected()]
        lines += ProfileSummary(input: input).lines()
        if let notes = notes() { lines.append(notes) }
        return lines
    }

    /// The selected box in words; on a low screen it is the line that stays.
    private func selected() -> Line {
        var line = Line(" ")
        guard let box = layout.box(place) else { return line }
        let share = ShareText(box.count, of: whole, isExact: box.node == 0)
        if box.isMerged {
            line.add(format.count(box.nodes.count, "narrow function", "narrow functions"), .textStrong)
            line.add(input.separator + share.text(format) + " together")
            return line
        }
        let tail = tail(box, share)
        let name = node.map { FunctionText.name($0.function) } ?? rootName
        line.add(
            format.end(String(name.prefix(600)), width: max(12, input.width - 2 - min(tail.width, input.width / 2))),
            .textStrong)
        line.add(tail)
        return line
    }

    private func tail(_ box: FlameBox, _ share: ShareText) -> StyledText {
        var tail = StyledText(input.separator + share.text(format))
        tail.append(input.separator + format.duration(input.facts.time(box.count)))
        if let node {
            let place = FunctionText.place(node.function, line: node.node.line)
            if !place.isEmpty {
                tail.append(input.separator)
                tail.append(place, .link)
            }
        }
        tail.append(input.separator + "own " + format.duration(input.facts.time(profile.nodes[box.node].own)))
        if node?.node.isAwaited ?? false { tail.append(input.separator + "awaited", .info) }
        if node?.node.isInlined ?? false { tail.append(input.separator + "inlined", .textDim) }
        return tail
    }

    private var rootName: String { "everything" }

    /// What is zoomed, searched, folded.
    private func notes() -> Line? {
        var parts: [StyledText] = []
        if let zoom = input.state.zooms.last, layout.root > 0, !zoom.functions.isEmpty {
            parts.append(StyledText("zoomed in \(input.state.zooms.count), Esc zooms out", .statusFilter))
        }
        if !input.search.isEmpty {
            let share = ShareText(profile.samples(under: hits), of: whole)
            let text = hits.isEmpty ? ": no function is called so" : " is in \(share.text(format)) of the samples"
            parts.append(StyledText("/" + input.search + text, .searchHit))
        }
        if !input.state.showsAllFrames, input.facts.profile.nodes.count > profile.nodes.count {
            var text = StyledText("libraries and runtime are part of what called them: ", .textDim)
            text.append("A", .keyHint)
            text.append(" shows them", .textDim)
            parts.append(text)
        }
        guard !parts.isEmpty else { return nil }
        var line = Line(" ")
        for (index, part) in parts.enumerated() {
            if index > 0 { line.gap(2) }
            line.add(part)
        }
        return line
    }

    // MARK: Boxes

    private func line(_ row: Int) -> Line {
        var line = Line()
        for box in layout.rows[row] {
            line.move(to: box.x + 1)
            line.column(text(box), box.width)
        }
        return line
    }

    /// A block in its origin's colour, with an edge on the left and its name inside.
    ///
    /// The edge is dotted where an await stands between the box and the one above it. ASCII draws brackets.
    private func text(_ box: FlameBox) -> StyledText {
        let node = profile.nodes[box.node]
        let role = role(box)
        let isHit = box.nodes.contains { hits.contains($0) }
        let edge = node.isAwaited && !box.isMerged ? awaitedEdge : self.edge
        guard box.width > 1 else {
            let sign = isHit ? input.glyphs.bullet : box.isMerged ? input.glyphs.ellipsis : edge
            return styled(sign, role, isHit)
        }
        let label = box.isMerged ? input.glyphs.ellipsis : name(box.node)
        let inner = box.width - (input.glyphs.isASCII ? 2 : 1)
        let shown = Self.fitted(label, width: inner, format)
        let padding = String(repeating: " ", count: max(0, inner - TextWidth.width(of: shown, glyphs: input.glyphs)))
        return styled(edge + shown + padding + (input.glyphs.isASCII ? "]" : ""), role, isHit)
    }

    private func styled(_ text: String, _ role: Role, _ isHit: Bool) -> StyledText {
        var styled = StyledText()
        styled.append(text, isHit ? .searchHit : role, isReversed: !isHit)
        return styled
    }

    /// One or two letters with an ellipsis say less than a blank box.
    private static func fitted(_ label: String, width: Int, _ format: Format) -> String {
        guard width >= 3 || label.utf8.count <= width else { return "" }
        return format.end(String(label.prefix(300)), width: width)
    }

    private var edge: String { input.glyphs.isASCII ? "[" : "▏" }
    private var awaitedEdge: String { input.glyphs.isASCII ? ":" : "┊" }

    private func role(_ box: FlameBox) -> Role {
        guard let function = profile.function(of: box.node) else { return .flameRuntime }
        return box.isMerged ? .flameRuntime : FunctionText.role(function.origin)
    }

    private func name(_ node: Int) -> String {
        profile.function(of: node).map(FunctionText.name) ?? rootName
    }
}
