import Screen
import Yams

/// Reads a theme file: YAML with a name, a variant, a palette and roles.
///
/// A role or colour it does not know is a problem with its line, and the rest of the file still counts.
struct ThemeParser {
    private let id: String
    private let file: String
    private var palette: [String: Color] = [:]
    private var lines: [Role: Int] = [:]
    private(set) var problems: [ThemeProblem] = []

    init(id: String, file: String) {
        self.id = id
        self.file = file
    }

    /// The theme; nil when the text is no YAML or holds no roles, and then a problem says so.
    mutating func parse(_ yaml: String) -> Theme? {
        guard let root = compose(yaml) else { return nil }
        var name = id
        var variant = Theme.Variant.any
        var roles: Node?
        for (key, value) in root {
            switch key.string {
            case "name": name = value.string ?? id
            case "variant": variant = readVariant(value)
            case "palette": readPalette(value)
            case "roles": roles = value
            default: report("“\(text(key))” is not known here; a theme has name, variant, palette and roles.", at: key)
            }
        }
        guard let mapping = roles?.mapping else {
            problems.append(
                ThemeProblem(file: file, line: 0, message: "A theme needs “roles:” with at least one role."))
            return nil
        }
        let own = readRoles(mapping)
        return Theme(id: id, name: name, variant: variant, own: own, lines: lines)
    }

    private mutating func compose(_ yaml: String) -> Node.Mapping? {
        do {
            if let mapping = try Yams.compose(yaml: yaml)?.mapping { return mapping }
            problems.append(ThemeProblem(file: file, line: 0, message: "A theme is a YAML mapping with “roles:”."))
        } catch let error as YamlError {
            problems.append(describe(error))
        } catch {
            problems.append(ThemeProblem(file: file, line: 0, message: "This is not YAML."))
        }
        return nil
    }

    private func describe(_ error: YamlError) -> ThemeProblem {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            ThemeProblem(file: file, line: mark.line, message: "This is not YAML: \(problem).")
        case .duplicatedKeysInMapping(let duplicates, let context):
            ThemeProblem(
                file: file, line: context.mark.line,
                message: "“\(duplicates.joined(separator: "”, “"))” stands here more than once.")
        default: ThemeProblem(file: file, line: 0, message: "This is not YAML.")
        }
    }

    private mutating func readVariant(_ node: Node) -> Theme.Variant {
        if let word = node.string, let variant = Theme.Variant(rawValue: word) { return variant }
        report("The variant is dark, light or any, not “\(text(node))”.", at: node)
        return .any
    }

    private mutating func readPalette(_ node: Node) {
        guard let mapping = node.mapping else {
            return report("A palette is a mapping from names to colours.", at: node)
        }
        for (key, value) in mapping {
            guard let color = readColor(value) else { continue }
            palette[text(key)] = color
        }
    }

    private mutating func readRoles(_ mapping: Node.Mapping) -> [Role: RoleStyle] {
        var own: [Role: RoleStyle] = [:]
        for (key, value) in mapping {
            if let role = Role(name: text(key)) {
                own[role] = readRoleStyle(value)
                lines[role] = key.mark?.line
            } else {
                let suggestion = NearestName.suggestion(for: text(key), among: Role.allCases.map(\.name))
                report("There is no role “\(text(key))”\(question(suggestion))", at: key)
            }
        }
        return own
    }

    private mutating func readRoleStyle(_ node: Node) -> RoleStyle {
        guard let mapping = node.mapping else { return RoleStyle(style: readWords(node)) }
        var result = RoleStyle()
        for (key, value) in mapping {
            switch text(key) {
            case "ansi16": result.ansi16 = readStyle(value)
            case "mono": result.mono = readStyle(value).attributes
            default: readField(key, value, into: &result.style)
            }
        }
        return result
    }

    private mutating func readStyle(_ node: Node) -> Style {
        guard let mapping = node.mapping else { return readWords(node) }
        var style = Style()
        for (key, value) in mapping { readField(key, value, into: &style) }
        return style
    }

    private mutating func readField(_ key: Node, _ value: Node, into style: inout Style) {
        let name = text(key)
        switch name {
        case "fg": style.foreground = readColor(value)
        case "bg": style.background = readColor(value)
        default:
            guard let attribute = TextAttributes.named(name) else {
                let known = ["fg", "bg", "ansi16", "mono"] + TextAttributes.names
                return report(
                    "“\(name)” is nothing a role has\(question(NearestName.suggestion(for: name, among: known)))",
                    at: key)
            }
            switch value.bool {
            case true?: style.attributes.insert(attribute)
            case false?: style.attributes.remove(attribute)
            case nil: report("“\(name)” is true or false, not “\(text(value))”.", at: value)
            }
        }
    }

    /// `frost`, `bold`, or `snow on night bold`: a colour, `on` another, attributes.
    private mutating func readWords(_ node: Node) -> Style {
        guard node.scalar != nil else {
            report("A role is a colour, or a mapping with fg, bg, bold, dim, italic, underline, reverse.", at: node)
            return Style()
        }
        var style = Style()
        var isBackground = false
        for word in text(node).split(separator: " ").map(String.init) {
            if word == "on" {
                isBackground = true
            } else if let attribute = TextAttributes.named(word) {
                style.attributes.insert(attribute)
            } else if isBackground {
                style.background = color(word, at: node)
                isBackground = false
            } else {
                style.foreground = color(word, at: node)
            }
        }
        return style
    }

    private mutating func readColor(_ node: Node) -> Color? {
        color(text(node), at: node)
    }

    private mutating func color(_ word: String, at node: Node) -> Color? {
        if let color = palette[word] ?? Color(word: word) { return color }
        let known = palette.keys.sorted() + Palette.names + ["default"]
        report(
            "“\(word)” is no colour\(question(NearestName.suggestion(for: word, among: known))) "
                + "Colours are #rrggbb, a number from 0 to 255, default, a name such as brightblue, or one of the palette.",
            at: node)
        return nil
    }

    private func question(_ suggestion: String?) -> String {
        suggestion.map { "; did you mean “\($0)”?" } ?? "."
    }

    private func text(_ node: Node) -> String {
        node.scalar?.string ?? ""
    }

    private mutating func report(_ message: String, at node: Node) {
        problems.append(ThemeProblem(file: file, line: node.mark?.line ?? 0, message: message))
    }
}
