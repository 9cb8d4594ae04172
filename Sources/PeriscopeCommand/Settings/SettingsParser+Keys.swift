import PeriscopeUI
import Screen
import Themes
import Yams

/// `keys:` names commands and says which keys they are to have.
extension SettingsParser {
    mutating func readKeys(_ node: Node, into settings: inout Settings) {
        guard let mapping = node.mapping else {
            return report("“keys” is a mapping, such as { pause: p, quit: [Q, ^c] }; see: periscope keys", at: node)
        }
        for (name, value) in mapping {
            guard let command = Command(name: name.words) else {
                let nearest = NearestName.suggestion(for: name.shown, among: Command.allCases.map(\.name))
                let hint = nearest.map { "; did you mean “\($0)”?" } ?? "; periscope keys lists them."
                report("There is no command “\(name.shown)”\(hint)", at: name)
                continue
            }
            guard let keys = keys(of: value) else { continue }
            settings.keyWishes.append(KeyWish(command, keys, file: file, line: name.mark?.line ?? 0))
        }
    }

    /// One key, a list of them, or `none`; nil where nothing of it can be read, which leaves the table's keys.
    private mutating func keys(of node: Node) -> [Key]? {
        if let text = node.scalar?.string { return text == "none" ? [] : key(text, at: node).map { [$0] } }
        guard let sequence = node.sequence else {
            report("Keys are one key, a list of keys, or none.", at: node)
            return nil
        }
        let keys = sequence.compactMap { element -> Key? in
            guard let text = element.scalar?.string else {
                report("A key is a text, such as ^d or \"?\".", at: element)
                return nil
            }
            return key(text, at: element)
        }
        return keys.isEmpty && !sequence.isEmpty ? nil : keys
    }

    private mutating func key(_ text: String, at node: Node) -> Key? {
        do throws(KeySyntax.Problem) {
            return try KeySyntax.key(text)
        } catch {
            report(error.message, at: node)
            return nil
        }
    }
}
