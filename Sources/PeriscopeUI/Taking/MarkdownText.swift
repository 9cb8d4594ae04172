/// Pieces of Markdown from texts that may hold anything.
package enum MarkdownText {
    /// A code span: fenced by more backticks than stand in it in a row, on one line.
    ///
    /// In a table a bar ends the cell even in code, unless it is escaped (GitHub Flavored Markdown, 4.10).
    package static func code(_ text: String, inTable: Bool = false, limit: Int = 300) -> String {
        let line = oneLine(text, limit: limit)
        guard !line.isEmpty else { return "` `" }
        var longest = 0
        var run = 0
        for byte in line.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let isAtEdge = line.utf8.first == UInt8(ascii: "`") || line.utf8.last == UInt8(ascii: "`")
        let space = isAtEdge ? " " : ""
        let code = fence + space + line + space + fence
        return inTable ? code.replacing(byte: UInt8(ascii: "|"), with: "\\|") : code
    }

    /// Words that mean nothing to Markdown, on one line.
    package static func plain(_ text: String, limit: Int = 300) -> String {
        var plain = ""
        for scalar in oneLine(text, limit: limit).unicodeScalars {
            if "\\`*_[]<>#|~@&".unicodeScalars.contains(scalar) { plain.unicodeScalars.append("\\") }
            plain.unicodeScalars.append(scalar)
        }
        return plain
    }

    /// Blanks folded, control characters gone, the rest cut where it is too long.
    static func oneLine(_ text: String, limit: Int) -> String {
        var line = ""
        var count = 0
        for scalar in text.unicodeScalars {
            guard count < limit else { return line + "…" }
            if scalar.properties.isWhitespace || isControl(scalar) {
                if line.unicodeScalars.last != " ", !line.isEmpty { line.unicodeScalars.append(" ") }
            } else {
                line.unicodeScalars.append(scalar)
            }
            count += 1
        }
        if line.unicodeScalars.last == " " { line.unicodeScalars.removeLast() }
        return line
    }

    static func table(_ heads: [String], _ rows: [[String]]) -> [String] {
        // A head that ends in a colon is of numbers.
        let rule = heads.map { $0.hasSuffix(":") ? "---:" : "---" }
        let names = heads.map { $0.hasSuffix(":") ? String($0.dropLast()) : $0 }
        return ([names, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
            || (0x2066...0x2069).contains(scalar.value)
    }
}
