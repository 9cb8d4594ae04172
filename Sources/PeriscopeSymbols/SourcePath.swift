/// The path of a source file as debug information has it.
package enum SourcePath {
    private static let bytes = 4_096

    /// Without `.` and `..` where they can be taken out; empty for what the compiler made up, or is no path.
    package static func normalized(_ path: String) -> String {
        guard path.utf8.count <= bytes, !path.contains("<"), path != "??" else { return "" }
        guard path.contains("/.") || path.contains("//") || path.hasPrefix(".") else { return path }
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
