/// The text that Brendan Gregg's flamegraph.pl and its many kin read: `outer;inner count`, one stack a line.
package enum FoldedStacks {
    /// One line for each different stack; the counts are samples, and add up to the profile's.
    ///
    /// In names a semicolon becomes a colon and a control character a space, and `#` does not begin a line, where some
    /// readers take it for a comment. Costs the frames of all lines.
    package static func write(_ profile: CPUProfile) -> String {
        let names = profile.functions.map { Array(name($0.exportName).utf8) }
        var text: [UInt8] = []
        ProfileStacks(profile).forEach { stack, count in
            for (index, step) in stack.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ";")) }
                switch step {
                case .node(let node): text += names[profile.nodes[node].function]
                case .cut(let frames): text += ProfileFunction.cut(frames).utf8
                }
            }
            if stack.isEmpty { text += ProfileFunction.unknown.utf8 }
            text += " \(count)\n".utf8
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Scalar by scalar: a semicolon with an accent on it is another character, but the same byte to a reader.
    private static func name(_ name: String) -> String {
        var safe = String.UnicodeScalarView()
        if name.unicodeScalars.first == "#" { safe.append("_") }
        for scalar in name.unicodeScalars { safe.append(scalar == ";" ? ":" : scalar) }
        return String(safe)
    }
}
