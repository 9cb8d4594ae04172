import Yams

/// YAML that became nodes, or the sentence that says why it did not.
struct SettingsDocument {
    private let file: String
    private(set) var problems: [SettingsProblem] = []

    init(file: String) {
        self.file = file
    }

    /// The root, where it is a mapping; an empty document is one without keys.
    mutating func mapping(_ yaml: String, of what: String) -> Node.Mapping? {
        guard let root = compose(yaml) else { return nil }
        if let mapping = root.mapping { return mapping }
        problems.append(SettingsProblem(file: file, line: root.mark?.line ?? 0, message: what))
        return nil
    }

    /// The root, where it is a list; an empty document is one without elements.
    mutating func sequence(_ yaml: String, of what: String) -> Node.Sequence? {
        guard let root = compose(yaml) else { return nil }
        if let sequence = root.sequence { return sequence }
        problems.append(SettingsProblem(file: file, line: root.mark?.line ?? 0, message: what))
        return nil
    }

    private mutating func compose(_ yaml: String) -> Node? {
        do {
            // A file with nothing but comments says nothing, and that is well.
            guard let root = try Yams.compose(yaml: yaml), root.scalar?.string != "" else { return nil }
            return root
        } catch {
            problems.append(describe(error))
            return nil
        }
    }

    private func describe(_ error: any Error) -> SettingsProblem {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            SettingsProblem(
                file: file, line: mark.line, message: "This is not YAML: \(problem). The file is passed over.")
        case .duplicatedKeysInMapping(let duplicates, let context):
            SettingsProblem(
                file: file, line: context.mark.line,
                message:
                    "“\(duplicates.joined(separator: "”, “"))” stands here more than once. The file is passed over.")
        default: SettingsProblem(file: file, line: 0, message: "This is not YAML. The file is passed over.")
        }
    }
}

extension Node {
    /// A scalar's text; empty for anything else, which is no key.
    var words: String { scalar?.string ?? "" }

    /// What a message calls it.
    var shown: String {
        switch self {
        case .scalar(let scalar): scalar.string
        case .mapping: "{…}"
        case .sequence: "[…]"
        case .alias: "*…"
        }
    }
}
