import Screen

/// Text between the brackets of a paste, of which no character is a command.
struct PastedText: Sendable {
    /// An array, since its count is asked for with every character.
    private var scalars: [Unicode.Scalar] = []
    private var cut = 0

    /// Takes a token in; true when the paste has ended.
    mutating func take(_ token: InputToken) -> Bool {
        switch token {
        case .scalar("\r"): scalars.append("\n")
        case .scalar(let scalar): scalars.append(scalar)
        case .key(.enter): scalars.append("\n")
        case .key(.tab): scalars.append("\t")
        case .key: break
        }
        if token == .scalar("~"), scalars.suffix(Self.end.count) == Self.end {
            scalars.removeLast(Self.end.count)
            return true
        }
        // The end is still looked for, so that what is too much is dropped and not taken for keys.
        if scalars.count > Self.longest + Self.slack {
            scalars.removeSubrange(Self.longest..<scalars.count - Self.end.count)
            cut += 1
        }
        return false
    }

    var text: String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: cut > 0 ? scalars.prefix(Self.longest) : scalars[...])
        return String(text)
    }

    private static let end = Array("\u{1B}[201~".unicodeScalars)[...]
    private static let longest = 1_048_576
    private static let slack = 4096
}
