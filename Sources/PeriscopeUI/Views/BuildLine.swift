/// What one printed line says about a build: read by its form, with no knowledge of who printed it.
///
/// The lines are another program's, and may say anything: nothing is done with them but showing them. Costs a few
/// passes over the line.
enum BuildLine: Equatable {
    case diagnostic(BuildDiagnostic)
    /// Where the diagnostic before it is, as rustc says it, ` --> src/main.rs:4:5`, and swiftc of what a macro made.
    case place(BuildPlace)
    case progress(BuildProgress)
    /// The build came to its end, and well.
    case finished
    /// Source, or marks under it.
    case snippet
    case other

    /// - Parameter isAfterDiagnostic: lines that only look like source are snippets where a diagnostic came before.
    init(_ line: Substring, isAfterDiagnostic: Bool) {
        let text = line.drop { $0 == " " || $0 == "\t" }
        if isAfterDiagnostic, Self.isSnippet(text) {
            self = Self.furtherPlace(text).map { .place($0) } ?? .snippet
        } else if let progress = BuildProgress(line) {
            self = .progress(progress)
        } else if Self.isEnd(text) {
            self = .finished
        } else if let diagnostic = Self.diagnostic(line) {
            self = .diagnostic(diagnostic)
        } else {
            self = .other
        }
    }

    private static func furtherPlace(_ text: Substring) -> BuildPlace? {
        if text.hasPrefix("--> ") { return BuildPlace(text.dropFirst(4)) }
        guard text.hasPrefix("`- "), let end = text.firstRange(of: ": note: expanded code originates here") else {
            return nil
        }
        return BuildPlace(text[..<end.lowerBound].dropFirst(3))
    }

    private static func isEnd(_ text: Substring) -> Bool {
        text.hasPrefix("Build complete!") || text.hasPrefix("Finished `")
            || (text.hasPrefix("Build of ") && text.contains(" complete!"))
    }

    /// ` 12 | let x`, `   |  ^`, `` `- error: `` and the like.
    private static func isSnippet(_ text: Substring) -> Bool {
        for start in ["`-", "|-", "+-", ">>>", "-->", "= note", "= help"] where text.hasPrefix(start) { return true }
        let rest = text.drop { $0.isASCII && $0.isNumber }.drop { $0 == " " }
        return rest.first == "|" || isCaret(text)
    }

    /// Marks under a line of source, and nothing else.
    static func isCaret(_ text: Substring) -> Bool {
        text.contains("^") && text.utf8.allSatisfy { " ^~\t".utf8.contains($0) }
    }

    private static let severities: [(word: String, severity: BuildDiagnostic.Severity)] = [
        ("fatal error: ", .error), ("error: ", .error), ("warning: ", .warning), ("note: ", .note),
    ]

    private static func diagnostic(_ line: Substring) -> BuildDiagnostic? {
        for (word, severity) in severities where line.hasPrefix(word) {
            return BuildDiagnostic(severity, message: String(line.dropFirst(word.count)))
        }
        return placed(line) ?? coded(line) ?? linker(line) ?? go(line)
    }

    /// `path:12:5: error: message`, `tool: error: message`, `path(12,5): error TS1: message`.
    private static func placed(_ line: Substring) -> BuildDiagnostic? {
        for (word, severity) in severities {
            guard let found = line.firstRange(of: ": " + word) else { continue }
            let head = line[..<found.lowerBound]
            let message = String(line[found.upperBound...])
            if let place = BuildPlace(head) { return place.diagnostic(severity, message) }
            // The name of a tool; a sentence that has the word in it is none.
            guard severity != .note, !head.isEmpty, !head.contains(" ") else { continue }
            return BuildDiagnostic(severity, message: head + ": " + message)
        }
        for mark in [" - error ", ": error "] {
            guard let found = line.firstRange(of: mark), let place = BuildPlace(line[..<found.lowerBound]),
                line[found.upperBound...].hasPrefix("TS")
            else { continue }
            return place.diagnostic(.error, String(line[found.upperBound...]))
        }
        return nil
    }

    /// `error[E0308]: message`; its place comes in a line of its own.
    private static func coded(_ line: Substring) -> BuildDiagnostic? {
        guard line.hasPrefix("error["), let end = line.firstRange(of: "]: ") else { return nil }
        return BuildDiagnostic(.error, message: String(line[end.upperBound...]))
    }

    private static func linker(_ line: Substring) -> BuildDiagnostic? {
        if line.contains("undefined reference to ") || line.hasPrefix("Undefined symbols for architecture") {
            return BuildDiagnostic(.error, message: String(line))
        }
        return nil
    }

    /// Go names a place and no severity.
    private static func go(_ line: Substring) -> BuildDiagnostic? {
        guard let found = line.firstRange(of: ": "), let place = BuildPlace(line[..<found.lowerBound]),
            place.path.hasSuffix(".go")
        else { return nil }
        return place.diagnostic(.error, String(line[found.upperBound...]))
    }
}
