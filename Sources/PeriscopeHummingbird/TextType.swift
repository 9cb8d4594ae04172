/// Which bodies are worth capturing: those that are known to be text.
enum TextType {
    /// By the media type alone; parts of a multipart body are named and sized, not shown.
    static func isText(_ contentType: String) -> Bool {
        // Nearly always, and as it is nearly always written.
        if contentType.utf8.starts(with: "text/".utf8) { return true }
        let end = contentType.utf8.firstIndex { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: " ") }
        let type = contentType[..<(end ?? contentType.endIndex)].lowercased()
        if type.hasPrefix("text/") || type == "multipart/form-data" { return true }
        guard type.hasPrefix("application/") else { return type == "image/svg+xml" }
        let subtype = type.dropFirst("application/".count)
        return subtype.hasSuffix("+json") || subtype.hasSuffix("+xml") || subtype.hasSuffix("+yaml")
            || textSubtypes.contains(String(subtype))
    }

    private static let textSubtypes: Set<String> = [
        "json", "xml", "x-www-form-urlencoded", "javascript", "x-javascript", "ecmascript", "graphql", "x-ndjson",
        "ndjson", "jsonl", "json-seq", "yaml", "x-yaml", "toml", "sql", "manifest", "x-sh",
    ]
}
