import SystemPackage

/// Standard error, where messages go; data goes to standard output.
enum MessageOutput {
    static func write(_ text: String) {
        _ = try? FileDescriptor.standardError.writeAll(text.utf8)
    }
}
