extension RequestRedaction {
    /// What `Swift.dump` wrote, without the lines below a secret name: they say the value again, under other names.
    package func dump(_ text: String) -> String {
        var kept: [Substring] = []
        var secretIndent: Int?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let content = line.drop { $0 == " " }
            let indent = line.utf8.count - content.utf8.count
            if let secret = secretIndent, indent > secret { continue }
            // "▿ password: Optional("abc")" or "- password: "abc"".
            let label = content.dropFirst(2).prefix { $0 != ":" }
            let isSecret = label.endIndex < content.endIndex && redactor.isSensitive(String(label))
            secretIndent = isSecret ? indent : nil
            kept.append(isSecret ? line[..<label.endIndex] + ": \(redactedText)" : line)
        }
        return kept.joined(separator: "\n")
    }
}
