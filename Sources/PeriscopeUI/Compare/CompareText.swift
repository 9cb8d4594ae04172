import PeriscopeHistory
import PeriscopeInsight
import PeriscopeSQL
import Screen

/// A comparison as Markdown: what `y` copies, for a pull request.
struct CompareText {
    private let diff: RequestDiff
    private let format = Format(glyphs: .unicode)
    /// Rows of a table; what is cut is said.
    private static let maximumRows = 100

    init(_ diff: RequestDiff) {
        self.diff = diff
    }

    func markdown() -> String {
        var lines = ["### " + title, ""]
        lines += figures()
        lines += queries()
        lines += templates()
        lines += findings()
        lines += logs()
        lines += fields()
        return lines.joined(separator: "\n") + "\n"
    }

    private var title: String {
        let names = diff.requests.map { $0.method + " " + $0.path }
        let builds = diff.sides.map { $0.app.map { "build \($0.buildNumber)" } ?? "" }
        if names.isEqual { return Self.code(names.other) + ": " + builds.base + " → " + builds.other }
        return "\(Self.code(names.base)) (\(builds.base)) → \(Self.code(names.other)) (\(builds.other))"
    }

    private func figures() -> [String] {
        let requests = diff.requests
        var rows = ["| | before | after | Δ |", "|---|---:|---:|---:|"]
        func row(_ name: String, _ texts: Pair<String>, _ change: String) {
            rows.append("| \(name) | \(texts.base) | \(texts.other) | \(change) |")
        }
        row("status", requests.map { $0.status.map(String.init) ?? $0.state.rawValue }, "")
        row("queries", diff.queries.count.map { format.count($0) }, change(diff.queries.count))
        if diff.canCompareTimes {
            let phases = diff.phases
            let times: [(String, Pair<UInt64?>)] = [
                ("time", phases.map(\.total)), ("SQL", phases.map { $0[.sql] }),
                ("housekeeping", phases.map { $0.isNamed(.housekeeping) ? $0[.housekeeping] : 0 }),
                ("templates", phases.map { $0[.templates] }), ("calls", phases.map { $0[.calls] }),
                ("own code, or waiting", phases.map { $0[.own] }),
            ]
            for (name, time) in times {
                guard let base = time.base, let other = time.other, base > 0 || other > 0 else { continue }
                row(name, time.map { format.duration($0) }, format.change(from: base, to: other))
            }
        } else {
            rows.append("")
            rows.append("Times are left out: one is of a debug build, the other of a release build.")
        }
        return rows
    }

    private func change(_ count: Pair<Int>) -> String {
        count.isEqual ? "" : (count.other > count.base ? "+" : "−") + String(abs(count.other &- count.base))
    }

    private func queries() -> [String] {
        let differing = diff.queries.differing
        guard !diff.queries.shapes.isEmpty else { return [] }
        var lines = ["", "**Queries**" + (differing.isEmpty ? ": the same" : "")]
        if !differing.isEmpty { lines += ["", "| | count | time | query | from |", "|---|---:|---:|---|---|"] }
        for shape in differing.prefix(Self.maximumRows) {
            let time =
                diff.canCompareTimes
                ? format.transition(from: shape.duration.base, to: shape.duration.other) : ""
            let site = (shape.site.other ?? shape.site.base)?.place ?? ""
            lines.append(
                "| \(word(shape)) | \(counts(shape.count)) | \(time) | \(Self.code(shape.fingerprint.text)) | \(site) |"
            )
        }
        lines += rest(differing.count)
        if !diff.queries.same.isEmpty {
            lines += ["", "\(format.count(diff.queries.same.count, "shape is", "shapes are")) the same."]
        }
        return lines
    }

    private func word(_ shape: QueryDiff.Shape) -> String {
        if let example = shape.example { return example.haveValuesChanged ? "other values" : "other rows" }
        return Self.word(shape.change)
    }

    private static func word(_ change: CompareChange) -> String {
        switch change {
        case .gone: "− gone"
        case .new: "+ new"
        case .more: "more"
        case .fewer: "fewer"
        case .differs: "differs"
        case .same: "same"
        }
    }

    private func counts(_ count: Pair<Int>) -> String {
        count.isEqual ? format.count(count.other) : format.count(count.base) + "→" + format.count(count.other)
    }

    private func rest(_ count: Int) -> [String] {
        count > Self.maximumRows ? ["", "and \(format.count(count - Self.maximumRows)) more"] : []
    }

    private func templates() -> [String] {
        let differing = diff.renders.differing
        guard !differing.isEmpty else { return [] }
        let rows = differing.prefix(Self.maximumRows).map { template in
            "- \(Self.word(template.change)) \(Self.code(template.name)) \(counts(template.count)), "
                + format.bytes(template.bytes.base) + " → " + format.bytes(template.bytes.other)
        }
        return ["", "**Templates**", ""] + rows + rest(differing.count)
    }

    private func findings() -> [String] {
        let rows = diff.findings.entries.compactMap { entry in
            entry.shown.map { "- \(Self.word(entry.change)): \($0.label), \(Self.escaped($0.headline(callSite: nil)))" }
        }
        return rows.isEmpty ? [] : ["", "**Findings**", ""] + rows
    }

    private func logs() -> [String] {
        let messages = diff.logs.messages
        let rows = messages.prefix(Self.maximumRows).map { message in
            "- \(Self.word(message.change)) \(counts(message.count)) \(message.level.label): \(Self.code(message.text))"
        }
        return rows.isEmpty ? [] : ["", "**Log lines**", ""] + rows + rest(messages.count)
    }

    private func fields() -> [String] {
        let rows = diff.fields.fields.prefix(Self.maximumRows).map { field in
            guard !field.isMasked || !field.value.isEqual else { return "- \(Self.code(field.name)) differs (masked)" }
            let values = field.value.map { $0.map(Self.code) ?? "none" }
            return "- \(Self.code(field.name)) \(values.base) → \(values.other)"
        }
        return rows.isEmpty ? [] : ["", "**Headers and parameters**", ""] + rows
    }

    /// Any text as code on one line of a table.
    private static func code(_ text: String) -> String {
        let line = text.prefix(500).map { $0.isNewline ? " " : $0 == "`" ? "'" : String($0) }.joined()
        return "`" + line.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") + "`"
    }

    private static func escaped(_ text: String) -> String {
        text.prefix(500).map { $0.isNewline ? " " : "|<*_`".contains($0) ? "\\" + String($0) : String($0) }.joined()
    }
}
