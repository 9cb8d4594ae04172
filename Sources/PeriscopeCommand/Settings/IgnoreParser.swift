package import PeriscopeInsight
import Themes
import Yams

/// Reads `ignore.yaml`: a list of findings that a person does not want to be told of again.
///
/// ```yaml
/// - kind: n_plus_one
///   fingerprint: "SELECT * FROM book WHERE author_id = ?"
///   function: "AuthorController.index(_:context:)"
/// - kind: slow_request
///   route: "GET /reports/sales"
/// ```
package struct IgnoreParser {
    private static let keys = ["kind", "fingerprint", "function", "route"]

    private let file: String
    package private(set) var problems: [SettingsProblem] = []
    /// The text is no list, so nothing can be added to its end.
    package private(set) var isBroken = false
    /// Where each entry begins, from 1.
    package private(set) var lines: [(finding: IgnoredFinding, line: Int)] = []

    package init(file: String) {
        self.file = file
    }

    package mutating func parse(_ yaml: String) -> Set<IgnoredFinding> {
        var document = SettingsDocument(file: file)
        let entries = document.sequence(yaml, of: "Ignored findings are a YAML list. The file is passed over.")
        problems += document.problems
        isBroken = !document.problems.isEmpty
        var ignored: Set<IgnoredFinding> = []
        for entry in entries ?? Node.Sequence([]) {
            guard let finding = read(entry) else { continue }
            ignored.insert(finding)
            lines.append((finding, entry.mark?.line ?? 0))
        }
        return ignored
    }

    private mutating func read(_ node: Node) -> IgnoredFinding? {
        guard let mapping = node.mapping else {
            report("An ignored finding is a mapping with “kind:”.", at: node)
            return nil
        }
        var fields: [String: String] = [:]
        for (key, value) in mapping {
            guard Self.keys.contains(key.words) else {
                let nearest = NearestName.suggestion(for: key.shown, among: Self.keys)
                let hint = nearest.map { "; did you mean “\($0)”?" } ?? "."
                // An entry that says less than it meant would hide more than it should.
                report("“\(key.shown)” is not known here\(hint) The entry is passed over.", at: key)
                return nil
            }
            guard let text = value.scalar?.string else {
                report("“\(key.words)” is a text. The entry is passed over.", at: value)
                return nil
            }
            fields[key.words] = text
        }
        guard let name = fields["kind"], let kind = FindingKind(name: name) else {
            let names = FindingKind.allCases.map(\.name)
            let nearest = fields["kind"].flatMap { NearestName.suggestion(for: $0, among: names) }
            report(
                "An entry needs a kind"
                    + (nearest.map { "; did you mean “\($0)”?" } ?? ": one of \(names.joined(separator: ", ")).")
                    + " The entry is passed over.", at: node)
            return nil
        }
        return IgnoredFinding(
            kind: kind, fingerprint: fields["fingerprint"], function: fields["function"], route: fields["route"])
    }

    private mutating func report(_ message: String, at node: Node) {
        problems.append(SettingsProblem(file: file, line: node.mark?.line ?? 0, message: message))
    }
}
