/// One thing that a compiler, a linker or a package manager had to say.
package struct BuildDiagnostic: Sendable, Hashable {
    package enum Severity: Sendable, Hashable {
        case error
        case warning
        /// Explains the one before it.
        case note
    }

    package var severity: Severity
    /// As it was printed, absolute or relative to the folder in which the command runs; empty where no file was named.
    package var path: String
    /// From 1; 0 where none was named.
    package var line: Int
    package var column: Int
    package var message: String
    /// The source and the marks under it as they were printed, notes too; at most `snippetLimit` lines.
    package var snippet: [String] = []

    static let snippetLimit = 16

    package init(
        _ severity: Severity, path: String = "", line: Int = 0, column: Int = 0, message: String,
        snippet: [String] = []
    ) {
        self.severity = severity
        self.path = path
        self.line = line
        self.column = column
        self.message = message
        self.snippet = snippet
    }

    /// Only says that something failed which was told of before, such as `link command failed with exit code 1`.
    var isSummary: Bool {
        guard path.isEmpty else { return false }
        return message.contains("command failed with exit code") || message.hasPrefix("fatalE")
            || message.contains("aborting due to") || message.contains("could not compile")
            || message.contains("ld returned ")
    }

    /// The same, said again: a compiler that builds a module in parts repeats itself.
    func isRepeat(of other: BuildDiagnostic) -> Bool {
        line == other.line && column == other.column && severity == other.severity && path == other.path
            && message == other.message
    }
}
