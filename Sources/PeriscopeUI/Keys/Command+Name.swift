extension Command {
    /// What settings and the palette call it: `next_request`.
    package var name: String {
        rawValue.reduce(into: "") { name, character in
            if character.isUppercase { name += "_" }
            name += character.lowercased()
        }
    }

    /// By its name in settings, or as it is in code.
    package init?(name: String) {
        guard let command = Self.allCases.first(where: { $0.name == name || $0.rawValue == name }) else { return nil }
        self = command
    }
}
