import Screen

extension KeyMap {
    /// Why a wish was not, or not wholly, granted, or what it takes away from another command.
    package struct Clash: Sendable, Equatable {
        package let wish: KeyWish
        package let message: String
    }

    /// The key table with a person's wishes over it.
    ///
    /// A command that two files name has the keys of the later one. Of two wished commands that want one key where both
    /// hold, the later file's has it, in one file the first; a wish goes before the table. `quit` always has a key.
    package static func with(_ wishes: [KeyWish], over table: KeyMap = .standard) -> (map: KeyMap, clashes: [Clash]) {
        var map = table
        var clashes: [Clash] = []
        var granted: [KeyWish] = []
        for wish in ranked(wishes) {
            var keys: [Key] = []
            for key in wish.keys where !keys.contains(key) {
                if let other = granted.first(where: { map.clash(wish.command, $0.command) && $0.keys.contains(key) }) {
                    clashes.append(Clash(wish: wish, message: lost(key, wish.command, other)))
                } else {
                    keys.append(key)
                }
            }
            // Who is left with nothing keeps what the table says.
            guard !keys.isEmpty || wish.keys.isEmpty else { continue }
            granted.append(KeyWish(wish.command, keys, file: wish.file, line: wish.line))
        }
        let wished = Set(granted.map(\.command))
        for wish in granted { clashes += map.grant(wish, notFrom: wished) }
        clashes += map.keepQuit(granted)
        return (map, clashes)
    }

    /// The last wish of each command; later files first, and within a file in its order.
    private static func ranked(_ wishes: [KeyWish]) -> [KeyWish] {
        var files: [String] = []
        var last: [Command: KeyWish] = [:]
        for wish in wishes {
            if !files.contains(wish.file) { files.append(wish.file) }
            last[wish.command] = wish
        }
        return files.reversed().flatMap { file in wishes.filter { $0.file == file && last[$0.command] == $0 } }
    }

    private func clash(_ one: Command, _ other: Command) -> Bool {
        one != other && !scope(of: one).isDisjoint(with: scope(of: other))
    }

    private static func lost(_ key: Key, _ command: Command, _ winner: KeyWish) -> String {
        let place = winner.line > 0 ? " in line \(winner.line)" : ""
        let file = winner.file.isEmpty ? "" : " of \(winner.file)"
        return "“\(KeySyntax.text(key))” can't be \(command.name): it is \(winner.command.name)\(place)\(file)."
    }

    /// Sets the keys, and takes them from the commands of the table that nobody wished anything for.
    private mutating func grant(_ wish: KeyWish, notFrom wished: Set<Command>) -> [Clash] {
        var clashes: [Clash] = []
        for binding in bindings where !wished.contains(binding.command) && clash(wish.command, binding.command) {
            let left = binding.keys.filter { !wish.keys.contains($0) }
            guard left.count < binding.keys.count else { continue }
            set(left, for: binding.command)
            guard left.isEmpty else { continue }
            let keys = binding.keys.map(KeySyntax.text).joined(separator: " ")
            clashes.append(
                Clash(
                    wish: wish,
                    message: "“\(keys)” is \(wish.command.name) now, and \(binding.command.name) has no key left; "
                        + "give it another, or write “\(binding.command.name): none”."))
        }
        set(wish.keys, for: wish.command)
        return clashes
    }

    /// Whoever loses `quit` still has ^c.
    private mutating func keepQuit(_ granted: [KeyWish]) -> [Clash] {
        guard keys(of: .quit).isEmpty else { return [] }
        let way = Key.control("c")
        var clashes: [Clash] = []
        for binding in bindings where binding.command != .quit && binding.keys.contains(way) {
            set(binding.keys.filter { $0 != way }, for: binding.command)
            guard let wish = granted.first(where: { $0.command == binding.command }) else { continue }
            clashes.append(Clash(wish: wish, message: "“^c” stays quit, which has no other key."))
        }
        set([way], for: .quit)
        return clashes
    }
}
