import PeriscopeHistory
import Yams

/// Filters that have names: `filters: { slow: "ms>500" }`.
extension SettingsParser {
    /// Takes them in; what they say is checked once all files are read, as one may name another.
    mutating func readFilters(_ node: Node, into settings: inout Settings) {
        guard let mapping = node.mapping else {
            return report("“filters” is a mapping of names to filters, such as { slow: \"ms>500\" }.", at: node)
        }
        for (key, value) in mapping {
            guard NamedFilters.isName(key.words) else {
                report("“\(key.shown)” is no name: a letter, then letters, digits, - and _.", at: key)
                continue
            }
            guard let text = value.scalar?.string, !text.isEmpty else {
                report("The filter “\(key.words)” is a text, such as \"ms>500 -path:/static\".", at: value)
                continue
            }
            guard settings.filters.set(key.words, to: text) else {
                report("No more than \(NamedFilters.limit) filters have names; “\(key.words)” is passed over.", at: key)
                continue
            }
            settings.filterPlaces[key.words.lowercased()] = SettingsProblem(
                file: file, line: value.mark?.line ?? 0, message: "")
        }
    }
}

extension Settings {
    /// What is wrong in the filters becomes a problem at their line; it is told again wherever such a one is named.
    ///
    /// One that only names a wrong one is not told of.
    package mutating func checkFilters() {
        for name in filters.names {
            do throws(FilterProblem) {
                _ = try RequestFilter("@" + name, named: filters)
            } catch {
                let start = "in @\(name): "
                let message =
                    error.message.hasPrefix(start) ? String(error.message.dropFirst(start.count)) : error.message
                guard !message.hasPrefix("in @") || message.hasSuffix(" in @" + name) else { continue }
                let place = filterPlaces[name]
                problems.append(
                    SettingsProblem(
                        file: place?.file ?? "", line: place?.line ?? 0,
                        message: "The filter “\(name)” cannot be read: " + message + (message.hasSuffix("?") ? "" : ".")
                    ))
            }
        }
    }
}
