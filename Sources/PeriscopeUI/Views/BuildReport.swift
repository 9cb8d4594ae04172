/// What one run of a child said about its build, and about its crash: fed line by line.
///
/// Bounded: so many diagnostics are kept, further ones are counted.
package struct BuildReport: Sendable, Equatable {
    static let limit = 500
    private static let longestMessage = 2_000

    /// In the order in which they were printed, each once, without summaries of others.
    package private(set) var diagnostics: [BuildDiagnostic] = []
    package private(set) var errorCount = 0
    package private(set) var warningCount = 0
    package private(set) var progress: BuildProgress?
    /// The build said that it went well.
    package private(set) var isFinished = false
    package private(set) var crash: ServerCrash?

    /// Only says that something failed; shown where nothing says what.
    private var summary: BuildDiagnostic?
    /// Following lines belong to the newest diagnostic.
    private var isOpen = false
    /// Lines that may turn out to be source, once marks come under them.
    private var pending: [String] = []

    package init() {}

    /// Errors, counting one where all that is known is that something failed.
    package var shownErrors: Int { max(errorCount, summary == nil ? 0 : 1) }

    /// - Parameters:
    ///   - line: without its end and without terminal escapes.
    ///   - isServing: the server runs: what it prints now is no longer of its build.
    ///   - folder: where the command runs.
    package mutating func take(_ line: String, isServing: Bool, folder: String) {
        let line = line.prefix(Self.longestMessage)
        if takeCrash(line, folder: folder) || isServing { return }
        switch BuildLine(line, isAfterDiagnostic: isOpen) {
        case .diagnostic(let diagnostic): take(diagnostic)
        case .place(let place): takePlace(place)
        case .progress(let progress):
            self.progress = progress
            close()
        case .finished:
            isFinished = true
            close()
        case .snippet: takeSnippet(line)
        case .other: takeOther(line)
        }
    }

    /// The beginning of a line, which may be all that is seen of how far a build is.
    package mutating func takeUnfinished(_ line: String) {
        if !isFinished, let new = BuildProgress(line.prefix(Self.longestMessage)) { progress = new }
    }

    /// The server runs: the build has gone well, whatever was printed.
    package mutating func serverConnected() {
        isFinished = true
        progress = nil
        close()
    }

    /// Whether the line is of a crash.
    private mutating func takeCrash(_ line: Substring, folder: String) -> Bool {
        let new = ServerCrash(line)
        // What a server logs may look like last words; the last of them are.
        if let new, crash.map({ !$0.hasFrame && !new.isUnexplained }) ?? true {
            crash = new
        } else {
            crash?.take(line, folder: folder)
        }
        return crash != nil
    }

    private mutating func take(_ diagnostic: BuildDiagnostic) {
        if diagnostic.severity == .note {
            if isOpen { append(snippet: Self.note(diagnostic)) }
            return
        }
        close()
        guard !diagnostic.isSummary else {
            if summary == nil { summary = diagnostic }
            if errorCount == 0 { diagnostics = diagnostics.filter { $0.severity != .error } + [diagnostic] }
            return
        }
        guard !diagnostics.contains(where: { diagnostic.isRepeat(of: $0) }) else { return }
        if errorCount == 0, let summary, diagnostic.severity == .error { diagnostics.removeAll { $0 == summary } }
        if diagnostic.severity == .error { errorCount += 1 } else { warningCount += 1 }
        guard diagnostics.count < Self.limit else { return }
        diagnostics.append(diagnostic)
        isOpen = true
    }

    private mutating func takePlace(_ place: BuildPlace) {
        guard let last = diagnostics.indices.last,
            diagnostics[last].path.isEmpty || diagnostics[last].path.hasPrefix("macro expansion ")
        else { return }
        diagnostics[last].path = place.path
        diagnostics[last].line = place.line
        diagnostics[last].column = place.column
    }

    private mutating func takeSnippet(_ line: Substring) {
        for text in pending { append(snippet: text) }
        pending = []
        append(snippet: String(line))
    }

    /// A line of source without marks; two of them are more than one has before its marks.
    private mutating func takeOther(_ line: Substring) {
        guard isOpen else { return }
        pending.append(String(line))
        if pending.count > 2 || line.isEmpty { close() }
    }

    private mutating func close() {
        isOpen = false
        pending = []
    }

    private mutating func append(snippet text: String) {
        guard let last = diagnostics.indices.last,
            diagnostics[last].snippet.count < BuildDiagnostic.snippetLimit
        else { return }
        diagnostics[last].snippet.append(text)
    }

    private static func note(_ note: BuildDiagnostic) -> String {
        let place = note.path.isEmpty ? "" : "\(note.path):\(note.line):\(note.column): "
        return place + "note: " + note.message
    }
}
