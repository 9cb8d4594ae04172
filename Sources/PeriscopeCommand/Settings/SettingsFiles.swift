/// Where settings stand: the design's "Findings".
package struct SettingsFiles: Equatable {
    /// `$XDG_CONFIG_HOME/periscope/config.yaml`; nil where there is no home folder either.
    package var personal: String?
    /// `.periscope.yaml` in the working folder, for a team to share; it goes over the personal one.
    package var shared: String?
    /// `ignore.yaml` beside the personal one.
    package var ignore: String?
    private var home = ""

    package init(personal: String? = nil, shared: String? = nil, ignore: String? = nil) {
        self.personal = personal
        self.shared = shared
        self.ignore = ignore
    }

    /// - Parameter workingDirectory: An absolute path.
    package init(environment: [String: String], workingDirectory: String) {
        home = environment["HOME"] ?? ""
        if let folder = Self.folder(environment) {
            personal = folder + "/config.yaml"
            ignore = folder + "/ignore.yaml"
        }
        shared = workingDirectory + "/.periscope.yaml"
    }

    /// The XDG base directory specification passes over a path that is not absolute.
    private static func folder(_ environment: [String: String]) -> String? {
        if let path = environment["XDG_CONFIG_HOME"], path.hasPrefix("/") { return path + "/periscope" }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return home + "/.config/periscope"
    }

    /// A path as a person writes it.
    package func shown(_ path: String) -> String {
        home.count > 1 && path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
    }
}
