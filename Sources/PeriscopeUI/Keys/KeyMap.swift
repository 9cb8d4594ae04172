package import Screen

/// The bindings in force: the key table, and over it what a person wants otherwise.
///
/// Dispatch, footer, help, palette and menus all ask this one value, so that none of them can tell of a key that another
/// does not know.
package struct KeyMap: Sendable {
    /// The table as it is written.
    package static let standard = KeyMap(KeyTable.bindings)

    package let bindings: [Binding]

    package init(_ bindings: [Binding]) {
        self.bindings = bindings
    }

    /// What a key means in one scope.
    ///
    /// A walk over some seventy rows, on a key press only.
    package func command(for key: Key, in scope: Scope) -> Command? {
        bindings.first { $0.scope.contains(scope) && $0.keys.contains(key) }?.command
    }

    /// The row of a command that holds in a scope, else its first.
    package func binding(of command: Command, in scope: Scope) -> Binding? {
        bindings.first { $0.command == command && $0.scope.contains(scope) }
            ?? bindings.first { $0.command == command }
    }
}
