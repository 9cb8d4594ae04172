import Screen

/// One line of indented JSON, highlighted.
///
/// Looks at that line only.
enum JSONLine {
    static func styled(_ line: Substring) -> StyledText {
        var text = StyledText()
        var rest = line[...]
        while let first = rest.first {
            let part: Substring
            let role: Role
            if first == "\"" {
                part = string(rest)
                let next = rest[part.endIndex...].first { $0 != " " }
                role = next == ":" ? .jsonKey : part.dropFirst().dropLast() == "[redacted]" ? .redacted : .jsonString
            } else if first == "-" || first.isNumber {
                part = rest.prefix { $0.isNumber || "+-.eE".contains($0) }
                role = .jsonNumber
            } else if first.isLetter {
                part = rest.prefix { $0.isLetter }
                role = .jsonLiteral
            } else {
                part = rest.prefix(1)
                role = .text
            }
            text.append(String(part), role)
            rest = rest[part.endIndex...]
        }
        return text
    }

    private static func string(_ text: Substring) -> Substring {
        var isEscaped = false
        var index = text.index(after: text.startIndex)
        while index < text.endIndex {
            let character = text[index]
            index = text.index(after: index)
            if isEscaped {
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                break
            }
        }
        return text[..<index]
    }
}
