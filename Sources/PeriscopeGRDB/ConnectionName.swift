/// What a connection is called on screen.
enum ConnectionName {
    /// GRDB's own name without its prefix: "writer", "reader.1", "queue"; with a label, "Label.writer".
    static func short(_ description: String) -> String {
        if description == "GRDB.DatabaseQueue" { return "queue" }
        for prefix in ["GRDB.DatabasePool.", "GRDB.DatabaseQueue.", "GRDB."] where description.hasPrefix(prefix) {
            return String(description.dropFirst(prefix.count))
        }
        return description
    }
}
