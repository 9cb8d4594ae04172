/// Where requests come from, in a word or two.
enum SourceText {
    static func role(_ source: UIEnvironment.Source) -> String {
        switch source {
        case .listening: "hub"
        case .reading: "reader of another viewer"
        case .file(let name): "file " + name
        }
    }

    /// With the home folder as `~`.
    static func shortened(_ path: String, home: String) -> String {
        guard !home.isEmpty, home != "/", path.hasPrefix(home + "/") else { return path }
        return "~" + path.dropFirst(home.count)
    }
}
