package import Screen

/// A row of the key table.
package struct Binding: Sendable, Equatable {
    /// A pair of the footer.
    package struct Hint: Sendable, Equatable {
        /// Lower is shown first.
        package let rank: Int
        package let label: String
        /// Shown in place of the first key, where one pair stands for several bindings.
        package let keys: String?
        package let scope: Scope

        package init(_ rank: Int, _ label: String, keys: String? = nil, in scope: Scope) {
            self.rank = rank
            self.label = label
            self.keys = keys
            self.scope = scope
        }
    }

    package let command: Command
    package let keys: [Key]
    package let scope: Scope
    /// What help and the palette say.
    package let title: String
    package let group: Group
    package let hints: [Hint]

    /// The headings of help.
    package enum Group: String, CaseIterable, Sendable {
        case looking = "Looking"
        case finding = "Finding"
        case marking = "Marking"
        case showing = "How it is shown"
        case taking = "Taking away"
        case moving = "Moving"
        case program = "The program"
    }

    package init(
        _ command: Command, _ keys: [Key], _ scope: Scope, _ group: Group, _ title: String, _ hints: [Hint] = []
    ) {
        self.command = command
        self.keys = keys
        self.scope = scope
        self.group = group
        self.title = title
        self.hints = hints
    }

    /// The same with other keys; a hint that stood for several of the old ones says the new one.
    func with(keys: [Key]) -> Binding {
        let hints = hints.map { keys == self.keys ? $0 : Hint($0.rank, $0.label, in: $0.scope) }
        return Binding(command, keys, scope, group, title, hints)
    }
}
