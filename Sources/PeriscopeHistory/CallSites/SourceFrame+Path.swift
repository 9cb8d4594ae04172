extension SourceFrame {
    /// The place as a program reads it, such as `Sources/Bookshop/Authors.swift:42`.
    ///
    /// The path is relative to the working directory if it is inside it, else from the last `Sources` or `Tests` on,
    /// else as it is. Only the path where the line is not known; nil where the path is not.
    package func site(relativeTo workingDirectory: String) -> String? {
        guard !path.isEmpty else { return nil }
        let path = relativePath(to: workingDirectory)
        return line > 0 ? "\(path):\(line)" : path
    }

    /// See `site(relativeTo:)`.
    package func relativePath(to workingDirectory: String) -> String {
        guard path.utf8.first == UInt8(ascii: "/") else { return path }
        if workingDirectory.utf8.count > 1 {
            let folder = workingDirectory.hasSuffix("/") ? workingDirectory : workingDirectory + "/"
            if path.utf8.starts(with: folder.utf8), path.utf8.count > folder.utf8.count {
                return String(decoding: path.utf8.dropFirst(folder.utf8.count), as: UTF8.self)
            }
        }
        let parts = path.split(separator: "/")
        guard let root = parts.lastIndex(where: { $0 == "Sources" || $0 == "Tests" }), root < parts.count - 1 else {
            return path
        }
        return parts[root...].joined(separator: "/")
    }
}
