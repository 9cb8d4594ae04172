import PeriscopeHistory
import PeriscopeInsight
import Themes
import Yams

/// Reads `config.yaml` and `.periscope.yaml`.
///
/// ```yaml
/// theme: auto                # or a name, a path, or { dark: nord, light: solarized-light }
/// thresholds:
///   query: { warn: 50ms, bad: 200ms }
///   queries: { warn: 20, bad: 50 }
///   request: { warn: 500ms, bad: 1s }
///   render: { warn: 20ms, bad: 100ms }
///   gap: { shown: 4ms, finding: 50ms, share: 20% }
///   repeats: 3
/// ignored_routes: [standard, /internal/*]
/// keys: { pause: p, plan: none, quit: [Q, ^c], sql: [3, F3] }
/// clipboard: wl-copy
/// filters: { slow: "ms>500 -path:/static", mine: "@slow app:bookshop" }
/// ```
package struct SettingsParser {
    private static let keys = ["theme", "thresholds", "ignored_routes", "keys", "clipboard", "filters"]
    private static let thresholdKeys = ["query", "queries", "request", "render", "gap", "repeats"]

    let file: String
    private let isShared: Bool
    package private(set) var problems: [SettingsProblem] = []

    /// - Parameter isShared: It came with a folder, and not from the person: it may run nothing.
    package init(file: String, isShared: Bool = false) {
        self.file = file
        self.isShared = isShared
    }

    /// Puts what the text says over what is set already.
    package mutating func parse(_ yaml: String, into settings: inout Settings) {
        var document = SettingsDocument(file: file)
        let root = document.mapping(yaml, of: "Settings are a YAML mapping, such as “theme: dark”.")
        problems += document.problems
        for (key, value) in root ?? Node.Mapping([]) {
            switch key.words {
            case "theme": readTheme(value, into: &settings)
            case "thresholds": readThresholds(value, into: &settings.thresholds)
            case "ignored_routes": readRoutes(value, into: &settings)
            case "keys": readKeys(value, into: &settings)
            case "clipboard": readClipboard(value, into: &settings)
            case "filters": readFilters(value, into: &settings)
            default: unknown(key, among: Self.keys)
            }
        }
    }

    private mutating func readTheme(_ node: Node, into settings: inout Settings) {
        if let mapping = node.mapping { return readThemes(mapping, into: &settings) }
        guard let name = node.scalar?.string, !name.isEmpty else {
            return report("A theme is a name, the path of a theme file, or { dark: …, light: … }.", at: node)
        }
        settings.theme = ThemeChoice(word: name)
        note(name, at: node, in: &settings)
    }

    private func note(_ theme: String, at node: Node, in settings: inout Settings) {
        settings.themePlaces[theme] = SettingsProblem(file: file, line: node.mark?.line ?? 0, message: "")
    }

    /// Two themes, of which the terminal's background picks one.
    private mutating func readThemes(_ mapping: Node.Mapping, into settings: inout Settings) {
        guard case .auto(var dark, var light) = ThemeChoice.automatic else { return }
        for (key, value) in mapping {
            guard let name = value.scalar?.string, !name.isEmpty else {
                report("“\(key.shown)” is a theme's name, or the path of a theme file.", at: value)
                continue
            }
            switch key.words {
            case "dark": dark = name
            case "light": light = name
            default:
                unknown(key, among: ["dark", "light"])
                continue
            }
            note(name, at: value, in: &settings)
        }
        settings.theme = .auto(dark: dark, light: light)
    }

    /// Whoever clones a folder runs no command of its author by copying a text.
    private mutating func readClipboard(_ node: Node, into settings: inout Settings) {
        guard !isShared else {
            return report("“clipboard” is a command, and is only read from config.yaml, your own file.", at: node)
        }
        // An unquoted number, date or truth value is a slip, and no command.
        guard let command = node.scalar?.string, !command.isEmpty, Resolver.default.resolveTag(of: node) == .str else {
            return report("“clipboard” is a command that reads standard input, such as wl-copy.", at: node)
        }
        settings.clipboard = command
    }

    private mutating func readRoutes(_ node: Node, into settings: inout Settings) {
        guard let sequence = node.sequence else {
            return report("“ignored_routes” is a list of patterns, such as [standard, /internal/*].", at: node)
        }
        var routes: [String] = []
        for element in sequence {
            guard let pattern = element.scalar?.string, !pattern.isEmpty else {
                report("A pattern is a text, such as /internal/* or *.css.", at: element)
                continue
            }
            if pattern == "standard" {
                routes += NoiseRules.standardPatterns
            } else if pattern.hasPrefix("/") || pattern.hasPrefix("*") {
                routes.append(pattern)
            } else {
                report("The pattern “\(pattern)” begins with neither / nor *.", at: element)
            }
        }
        settings.ignoredRoutes = routes
    }

    // MARK: Thresholds

    private mutating func readThresholds(_ node: Node, into thresholds: inout Thresholds) {
        guard let mapping = node.mapping else {
            return report("“thresholds” is a mapping, such as “query: { warn: 50ms, bad: 200ms }”.", at: node)
        }
        for (key, value) in mapping {
            switch key.words {
            case "query": readPair(value, of: "query", duration, into: &thresholds.query)
            case "request": readPair(value, of: "request", duration, into: &thresholds.request)
            case "render": readPair(value, of: "render", duration, into: &thresholds.render)
            case "queries": readPair(value, of: "queries", count, into: &thresholds.queriesInRequest)
            case "gap": readGap(value, into: &thresholds)
            case "repeats":
                guard let number = count(value) else { continue }
                guard number >= 2 else {
                    report("“repeats” is at least 2: one query is no repeat.", at: value)
                    continue
                }
                thresholds.repeats = Int(clamping: number)
            default: unknown(key, among: Self.thresholdKeys)
            }
        }
    }

    private mutating func readPair(
        _ node: Node, of name: String, _ read: (inout SettingsParser, Node) -> UInt64?, into threshold: inout Threshold
    ) {
        guard let mapping = node.mapping else {
            return report("“\(name)” has a warn and a bad, such as { warn: 50ms, bad: 200ms }.", at: node)
        }
        var changed = threshold
        for (key, value) in mapping {
            switch key.words {
            case "warn": changed.warn = read(&self, value) ?? changed.warn
            case "bad": changed.bad = read(&self, value) ?? changed.bad
            default: unknown(key, among: ["warn", "bad"])
            }
        }
        guard changed.warn <= changed.bad else {
            return report("Of “\(name)”, warn is above bad; both stay as they were.", at: node)
        }
        threshold = changed
    }

    private mutating func readGap(_ node: Node, into thresholds: inout Thresholds) {
        guard let mapping = node.mapping else {
            return report("“gap” is a mapping, such as { shown: 4ms, finding: 50ms, share: 20% }.", at: node)
        }
        for (key, value) in mapping {
            switch key.words {
            case "shown": thresholds.gapShown = duration(value) ?? thresholds.gapShown
            case "finding": thresholds.gapFinding = duration(value) ?? thresholds.gapFinding
            case "share": thresholds.gapShare = share(value) ?? thresholds.gapShare
            default: unknown(key, among: ["shown", "finding", "share"])
            }
        }
    }

    // MARK: Values

    private var duration: (inout SettingsParser, Node) -> UInt64? { { $0.duration($1) } }
    private var count: (inout SettingsParser, Node) -> UInt64? { { $0.count($1) } }

    private mutating func duration(_ node: Node) -> UInt64? {
        if let text = node.scalar?.string, let duration = SettingsDuration.nanoseconds(text) { return duration }
        report("“\(node.shown)” is no duration; write a number and us, ms or s, such as 50ms.", at: node)
        return nil
    }

    private mutating func count(_ node: Node) -> UInt64? {
        if let text = node.scalar?.string, let number = UInt64(text) { return number }
        report("“\(node.shown)” is no whole number.", at: node)
        return nil
    }

    private mutating func share(_ node: Node) -> Double? {
        let text = node.scalar?.string ?? ""
        if text.hasSuffix("%"), let percent = Double(text.dropLast()), (0...100).contains(percent) {
            return percent / 100
        }
        report("“\(node.shown)” is no share; write a percentage, such as 20%.", at: node)
        return nil
    }

    // MARK: Problems

    mutating func unknown(_ key: Node, among known: [String]) {
        let nearest = NearestName.suggestion(for: key.shown, among: known)
        let hint = nearest.map { "; did you mean “\($0)”?" } ?? "; it can be \(known.joined(separator: ", "))."
        report("“\(key.shown)” is not known here\(hint)", at: key)
    }

    mutating func report(_ message: String, at node: Node) {
        problems.append(SettingsProblem(file: file, line: node.mark?.line ?? 0, message: message))
    }
}
