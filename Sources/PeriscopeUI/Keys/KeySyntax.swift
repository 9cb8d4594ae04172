package import Screen

/// Keys as settings write them, which is how help shows them: `q`, `^d`, `S-Left`, `F5`, `Space`, `PgUp`.
package enum KeySyntax {
    /// Why a text is no key that a terminal sends.
    package struct Problem: Error, Equatable {
        package let message: String
    }

    private static let names: [(name: String, key: Key)] = [
        ("Space", .character(" ")), ("Enter", .enter), ("Esc", .escape), ("Tab", .tab), ("S-Tab", .backTab),
        ("Bksp", .backspace), ("Del", .delete), ("Ins", .insert), ("Up", .up), ("Down", .down), ("Left", .left),
        ("Right", .right), ("Home", .home), ("End", .end), ("PgUp", .pageUp), ("PgDn", .pageDown),
        ("S-Left", .shiftLeft), ("S-Right", .shiftRight), ("S-Up", .shiftUp), ("S-Down", .shiftDown),
        ("^Left", .controlLeft), ("^Right", .controlRight), ("^Up", .controlUp), ("^Down", .controlDown),
    ]
    /// What else people call them.
    private static let aliases: [String: Key] = [
        "return": .enter, "escape": .escape, "backspace": .backspace, "backtab": .backTab, "delete": .delete,
        "insert": .insert, "pageup": .pageUp, "pagedown": .pageDown, "shift-tab": .backTab,
    ]
    /// A terminal sends these for other keys; see the design's reference on terminals, 1.2.
    private static let doubles: [Character: String] = ["i": "Tab", "m": "Enter", "j": "Enter", "h": "Bksp", "[": "Esc"]
    private static let lastFunctionKey = 24

    /// A key as text that ``key(_:)`` reads again.
    package static func text(_ key: Key) -> String {
        if let name = names.first(where: { $0.key == key })?.name { return name }
        switch key {
        case .character(let character): return String(character)
        case .control(let character): return "^" + String(character)
        case .function(let number): return "F\(number)"
        default: return "\(key)"
        }
    }

    package static func key(_ text: String) throws(Problem) -> Key {
        let text = text == " " ? "Space" : text
        if let only = text.first, text.count == 1 { return try character(only) }
        let plain = normal(text)
        if let found = names.first(where: { $0.name.lowercased() == plain }) { return found.key }
        if let key = aliases[plain] { return key }
        if plain.hasPrefix("^"), plain.count == 2, let letter = plain.last { return try control(letter) }
        if plain.hasPrefix("f"), let number = Int(plain.dropFirst()), (1...lastFunctionKey).contains(number) {
            return .function(number)
        }
        throw Problem(
            message: "“\(text)” is no key; keys are characters, ^d, F5, Space, Enter, Esc, Tab, S-Tab, Up, S-Left, "
                + "^Right, PgUp, Home, Bksp, Del and their like.")
    }

    private static func character(_ character: Character) throws(Problem) -> Key {
        guard character.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
            throw Problem(message: "A control character is written with ^, such as ^d.")
        }
        return .character(character)
    }

    private static func control(_ letter: Character) throws(Problem) -> Key {
        if let other = doubles[letter] {
            throw Problem(message: "A terminal sends the same for “^\(letter)” as for \(other); write \(other).")
        }
        guard letter.isASCII, letter.isLetter || "@\\]^_".contains(letter) else {
            throw Problem(message: "“^\(letter)” is no key that a terminal sends.")
        }
        return .control(letter)
    }

    /// `C-d`, `Ctrl-D` and `⌃d` are `^d`; `Shift-Left` is `S-Left`.
    private static func normal(_ text: String) -> String {
        var plain = text.lowercased()
        for prefix in ["ctrl-", "ctrl+", "c-", "⌃"] where plain.hasPrefix(prefix) && plain.count > prefix.count {
            plain = "^" + plain.dropFirst(prefix.count)
        }
        for prefix in ["shift-", "shift+"] where plain.hasPrefix(prefix) {
            plain = "s-" + plain.dropFirst(prefix.count)
        }
        for (arrow, name) in [("↑", "up"), ("↓", "down"), ("←", "left"), ("→", "right")] where plain.hasSuffix(arrow) {
            plain = plain.dropLast() + name
        }
        return plain
    }
}
