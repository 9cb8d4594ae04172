import PeriscopeHistory
import Screen

/// Something that the palette can do.
struct PaletteEntry {
    let act: PaletteAct
    let title: String
    /// What settings call it.
    let name: String
    let keys: [Key]
    /// Where it works, if not here.
    let elsewhere: String?

    /// Everything there is, in the order of help, and which of it works where one is.
    static func all(in scope: Scope, _ environment: UIEnvironment) -> [PaletteEntry] {
        let groups = Binding.Group.allCases
        let bindings = groups.flatMap { group in environment.keys.bindings.filter { $0.group == group } }
        let commands = bindings.filter { $0.command != .palette }.map { binding in
            PaletteEntry(
                act: .command(binding.command), title: binding.title, name: binding.command.name, keys: binding.keys,
                elsewhere: binding.scope.contains(scope) ? nil : binding.scope.inWords)
        }
        let themes = environment.themes.map { id in
            PaletteEntry(act: .theme(id), title: "theme: \(id)", name: "", keys: [], elsewhere: nil)
        }
        let filters = environment.namedFilters.names.map { name in
            PaletteEntry(
                act: .filter(name), title: "filter: \(name)", name: environment.namedFilters[name] ?? "", keys: [],
                elsewhere: nil)
        }
        return commands + filters + themes
    }
}
