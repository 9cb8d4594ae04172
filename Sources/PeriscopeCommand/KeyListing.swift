package import PeriscopeUI
import Screen

/// The key table as text: for people, or as settings.
package enum KeyListing {
    /// A line each: name, keys, where, what.
    package static func table(_ map: KeyMap) -> String {
        let rows = map.bindings.map { [$0.command.name, keys($0), places($0.scope), $0.title] }
        let widths = (0..<3).map { column in rows.reduce(0) { max($0, $1[column].count) } }
        return rows.map { row in
            zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ")
                + "  " + row[3] + "\n"
        }.joined()
    }

    /// Settings that say what is in force, with what each command does beside it.
    package static func yaml(_ map: KeyMap) -> String {
        let names = map.bindings.map(\.command.name)
        let widest = names.reduce(0) { max($0, $1.count) }
        let lists = map.bindings.map { "[" + $0.keys.map { quoted(KeySyntax.text($0)) }.joined(separator: ", ") + "]" }
        let widestList = lists.reduce(0) { max($0, $1.count) }
        var text = "# Keys of periscope: a key, a list of keys, or none. See: periscope keys\nkeys:\n"
        for (binding, list) in zip(map.bindings, lists) {
            let name = binding.command.name
            text += "  \(name):" + String(repeating: " ", count: widest - name.count + 1) + list
            text += String(repeating: " ", count: widestList - list.count) + "  # \(binding.title)\n"
        }
        return text
    }

    private static func keys(_ binding: Binding) -> String {
        binding.keys.isEmpty ? "none" : binding.keys.map(KeySyntax.text).joined(separator: " ")
    }

    private static func places(_ scope: Scope) -> String {
        scope == .everywhere ? "everywhere" : scope.shortNames.joined(separator: ",")
    }

    /// Letters, digits and names need no quotes; what YAML reads otherwise does (yaml.org/spec/1.2.2, 7.3).
    private static func quoted(_ key: String) -> String {
        let isPlain = key.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "^") || byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte)
                || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
        if isPlain, key != "-", key != "^" { return key }
        return key.contains("\"") || key.contains("\\") ? "'\(key)'" : "\"\(key)\""
    }
}
