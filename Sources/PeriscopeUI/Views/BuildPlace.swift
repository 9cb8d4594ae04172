/// A file and a line in it, as programs print them.
struct BuildPlace: Equatable {
    var path: String
    var line: Int
    /// 0 where none was named.
    var column: Int

    /// Reads `path:12:5`, `path:12` and `path(12,5)`; nil for anything else.
    init?(_ text: Substring) {
        if text.last == ")", let open = text.lastIndex(of: "(") {
            let numbers = text[text.index(after: open)...].dropLast().split(separator: ",")
            guard numbers.count == 2, let line = Self.number(numbers[0]), let column = Self.number(numbers[1]) else {
                return nil
            }
            self.init(path: text[..<open], line: line, column: column)
            return
        }
        guard let (before, last) = Self.cut(text) else { return nil }
        if let (path, line) = Self.cut(before) {
            self.init(path: path, line: line, column: last)
        } else {
            self.init(path: before, line: last, column: 0)
        }
    }

    private init?(path: Substring, line: Int, column: Int) {
        guard !path.isEmpty, path.utf8.count <= 4_096, line > 0 else { return nil }
        self.path = String(path)
        self.line = line
        self.column = column
    }

    private static func cut(_ text: Substring) -> (Substring, Int)? {
        guard let colon = text.lastIndex(of: ":"), let number = number(text[text.index(after: colon)...]) else {
            return nil
        }
        return (text[..<colon], number)
    }

    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.count <= 9, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }

    func diagnostic(_ severity: BuildDiagnostic.Severity, _ message: String) -> BuildDiagnostic {
        BuildDiagnostic(severity, path: path, line: line, column: column, message: message)
    }
}
