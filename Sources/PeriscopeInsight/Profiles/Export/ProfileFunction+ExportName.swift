extension ProfileFunction {
    /// What it is called in a file: without control characters, which other programs would send to a terminal.
    ///
    /// Line and paragraph separators count as such, as some readers end a line there. A function without a name is
    /// called for its object, in brackets as `perf` has it.
    var exportName: String {
        guard !name.isEmpty else { return module.isEmpty ? Self.unknown : "[" + Self.printable(module) + "]" }
        return Self.printable(name)
    }

    static let unknown = "[unknown]"

    /// What stands for frames that were cut out of a stack.
    static func cut(_ frames: Int) -> String {
        "[" + String(frames) + " more frames]"
    }

    static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { scalars.append(isControl(scalar) ? " " : scalar) }
        return String(scalars)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
        default: false
        }
    }
}
