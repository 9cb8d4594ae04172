import PeriscopeInsight

/// A profile's tree as text, for the pager.
enum FlameText {
    private static let maximumLines = 20_000

    static func tree(_ profile: CPUProfile, root: Int, _ format: Format) -> String {
        let range = profile.subtree(of: root)
        var depths = [Int: Int](minimumCapacity: range.count)
        var lines: [String] = []
        for node in range.prefix(maximumLines) {
            let depth = min(64, (depths[profile.nodes[node].parent] ?? -1) + 1)
            depths[node] = depth
            lines.append(line(profile, node, depth, format))
        }
        if range.count > maximumLines { lines.append("\(format.count(range.count - maximumLines)) more") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func line(_ profile: CPUProfile, _ node: Int, _ depth: Int, _ format: Format) -> String {
        let values = profile.nodes[node]
        let name = profile.function(of: node).map { FunctionText.whole($0, line: values.line) } ?? "everything"
        return String(repeating: "  ", count: depth) + ShareText(values.total, of: profile.samples).text(format) + "  "
            + format.duration(profile.nanoseconds(of: values.total)) + "  own "
            + format.duration(profile.nanoseconds(of: values.own)) + "  " + (values.isAwaited ? "await " : "") + name
    }
}
