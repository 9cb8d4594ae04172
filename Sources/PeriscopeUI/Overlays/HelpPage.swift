import PeriscopeHistory
import Screen

/// What help says where one is: what is shown here, the keys that work here, the others, and what the signs mean.
struct HelpPage {
    struct Row {
        let sign: StyledText
        let text: String
        var note = ""
    }

    struct Section {
        let heading: String
        var rows: [Row]
    }

    let title: String
    let about: String
    let sections: [Section]

    init(_ state: UIState, _ keys: KeyMap, _ glyphs: Glyphs) {
        let scope = state.scope
        let names = KeyNames(glyphs: glyphs)
        func row(_ binding: Binding, note: String = "") -> Row {
            let shown = binding.keys.isEmpty ? "none" : names.names(binding.keys)
            return Row(sign: StyledText(shown, .keyHint), text: binding.title, note: note)
        }
        (title, about) = Self.place(state)
        let here = keys.bindings.filter { $0.scope.contains(scope) && $0.scope != .everywhere }
        var sections = [Section(heading: "Here", rows: here.map { row($0) })]
        for group in Binding.Group.allCases {
            let bindings = keys.bindings.filter { $0.group == group && $0.scope == .everywhere }
            sections.append(Section(heading: group.rawValue, rows: bindings.map { row($0) }))
        }
        let others = keys.bindings.filter { !$0.scope.contains(scope) }
        sections.append(
            Section(
                heading: "Elsewhere", rows: others.map { row($0, note: $0.scope.shortNames.joined(separator: ", ")) }))
        sections.append(Section(heading: "Signs", rows: HelpLegend.rows(glyphs)))
        self.sections = sections.filter { !$0.rows.isEmpty }
    }

    /// Only the rows that hold every word.
    func sections(holding text: String) -> [Section] {
        let words = text.lowercased().split(separator: " ").map { Array($0.utf8) }
        guard !words.isEmpty else { return sections }
        return sections.compactMap { section in
            let rows = section.rows.filter { row in
                words.allSatisfy { TextMatch.contains(row.sign.text + " " + row.text, $0) }
            }
            return rows.isEmpty ? nil : Section(heading: section.heading, rows: rows)
        }
    }

    private static func place(_ state: UIState) -> (String, String) {
        switch state.scope {
        case .list:
            return (
                "request list",
                "Every request as it comes in, newest first: what it cost in time and queries, and what was found in it."
            )
        case .routes where state.routes.showsShapes:
            return ("query shapes", "The queries of all requests by their text: how often, how long, and from where.")
        case .routes:
            return (
                "Routes", "All requests by route: how many, how fast, with what queries, and against the build before."
            )
        case .apps:
            return (
                "Apps", "The server processes: memory, CPU, versions, output, work outside requests, the probe's cost."
            )
        case .profile: return ("profile", "Where the CPU time of several requests went, by function, stack or span.")
        case .build:
            return ("build", "What the compiler and the server said that is wrong, with its places in your code.")
        case .compare: return ("comparison", "Two requests side by side: what is more, fewer, new and gone.")
        case .opened:
            return (
                "one row of " + state.detail.panel.title, "One thing of the panel, opened: all that is known of it."
            )
        default: return (state.detail.panel.title, about(state.detail.panel))
        }
    }

    private static func about(_ panel: Panel) -> String {
        switch panel {
        case .overview:
            "What was found in this request, how it compares with the build before, and where its time went."
        case .timeline: "All its spans as a tree on one time axis, with the gaps in which none of them worked."
        case .sql: "Its queries in order, or grouped by shape: time, rows, where in your code each was asked."
        case .templates:
            "The templates that were rendered, as they hold each other: time, size, and what they were given."
        case .logs: "What was logged while it ran, and what the server printed."
        case .request: "What was asked and what was answered: headers, cookies, form and body."
        case .calls: "Calls to other servers, and every span that is neither query nor template."
        case .profile: "Where its CPU time went, by function, stack or span."
        }
    }
}
