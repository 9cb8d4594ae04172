import PeriscopeHistory
import Yams

/// Filters that have names: `filters: { slow: "ms>500" }`.
extension SettingsParser {
    /// All are read first, as one may name another that stands below it or in the file before.
    ///
    /// One that cannot be read is none, and those that name it are none either.
    mutating func readFilters(_ node: Node, into filters: inout NamedFilters) {
        guard let mapping = node.mapping else {
            return report("“filters” is a mapping of names to filters, such as { slow: \"ms>500\" }.", at: node)
        }
        var read: [(name: String, text: String, node: Node)] = []
        for (key, value) in mapping {
            guard NamedFilters.isName(key.words) else {
                report("“\(key.shown)” is no name: a letter, then letters, digits, - and _.", at: key)
                continue
            }
            guard let text = value.scalar?.string, !text.isEmpty else {
                report("The filter “\(key.words)” is a text, such as \"ms>500 -path:/static\".", at: value)
                continue
            }
            guard filters.set(key.words, to: text) else {
                report("No more than \(NamedFilters.limit) filters have names; “\(key.words)” is passed over.", at: key)
                continue
            }
            read.append((key.words, text, value))
        }
        check(read, &filters)
    }

    /// What is wrong in one is told of that one; those that name it fall with it.
    private mutating func check(_ read: [(name: String, text: String, node: Node)], _ filters: inout NamedFilters) {
        let all = filters
        for (name, text, node) in read {
            var others = all
            // A cycle is told of where it begins.
            others.set(name, to: text)
            do {
                _ = try RequestFilter("@" + name, named: others)
            } catch {
                let message =
                    error.message.hasPrefix("in @\(name.lowercased()): ")
                    ? String(error.message.dropFirst(name.count + 6)) : error.message
                filters.set(name, to: nil)
                report("The filter “\(name)” cannot be read: \(message).", at: node)
            }
        }
    }
}
