import SystemPackage

/// Standard error, where messages go; data goes to standard output.
///
/// Much that messages tell of was read from files and servers, so none of it reaches the terminal as it is.
enum MessageOutput {
    /// Writes lines as they are, but for what a terminal would obey.
    static func write(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let clean = lines.map { TailLine.clean(String($0)) }.joined(separator: "\n")
        _ = try? FileDescriptor.standardError.writeAll(clean.utf8)
    }

    /// Writes one line, as this program's.
    static func say(_ text: String) {
        write("periscope: \(TailLine.clean(text))\n")
    }
}
