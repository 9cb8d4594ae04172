extension CPUProfile {
    /// The nodes whose function's name, object or file's name has this text in it, in upper or lower case alike.
    ///
    /// None for an empty text. Each function is looked at once.
    package func matching(_ text: String) -> Set<Int> {
        let wanted = Array(text.lowercased().utf8)
        guard !wanted.isEmpty else { return [] }
        let isMeant = functions.map { function in
            let file = function.path.split(separator: "/").last.map(String.init) ?? ""
            return [function.name, function.module, file].contains { Self.text($0, has: wanted) }
        }
        return Set(nodes.indices.dropFirst().filter { isMeant[nodes[$0].function] })
    }

    /// Samples in these nodes and below them, each once however many of them it passes through; one walk.
    package func samples(under marked: Set<Int>) -> UInt64 {
        var isUnder = [Bool](repeating: false, count: nodes.count)
        var sum: UInt64 = 0
        for (index, node) in nodes.enumerated() {
            isUnder[index] = marked.contains(index) || (index > 0 && isUnder[node.parent])
            if isUnder[index] { sum += node.own }
        }
        return sum
    }

    private static func text(_ text: String, has wanted: [UInt8]) -> Bool {
        let bytes = Array(text.lowercased().utf8)
        guard bytes.count >= wanted.count else { return false }
        return (0...(bytes.count - wanted.count)).contains { start in
            bytes[start] == wanted[0] && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }
}
