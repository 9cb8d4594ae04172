package import Screen

/// The bindings in force: the key table, and over it what a person wants otherwise.
///
/// Dispatch, footer, help, palette and menus all ask this one value, so that none of them can tell of a key that another
/// does not know.
package struct KeyMap: Sendable, Equatable {
    /// The table as it is written.
    package static let standard = KeyMap(KeyTable.bindings)

    package private(set) var bindings: [Binding]

    package init(_ bindings: [Binding]) {
        self.bindings = bindings
    }

    /// What a key means in one scope.
    ///
    /// A walk over some seventy rows, on a key press only.
    package func command(for key: Key, in scope: Scope) -> Command? {
        bindings.first { $0.scope.contains(scope) && $0.keys.contains(key) }?.command
    }

    /// The rows that a key has where it has a meaning at all.
    package func bindings(of key: Key) -> [Binding] {
        bindings.filter { $0.keys.contains(key) }
    }

    /// The row of a command that holds in a scope, else its first.
    package func binding(of command: Command, in scope: Scope) -> Binding? {
        bindings.first { $0.command == command && $0.scope.contains(scope) }
            ?? bindings.first { $0.command == command }
    }

    package func keys(of command: Command) -> [Key] {
        bindings.first { $0.command == command }?.keys ?? []
    }

    package func scope(of command: Command) -> Scope {
        bindings.reduce(into: Scope()) { if $1.command == command { $0.formUnion($1.scope) } }
    }

    /// Gives a command other keys, in each of its rows.
    package mutating func set(_ keys: [Key], for command: Command) {
        for index in bindings.indices where bindings[index].command == command {
            bindings[index] = bindings[index].with(keys: keys)
        }
    }
}
