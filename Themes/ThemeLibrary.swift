#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The themes there are: those in the program, and a person's own.
///
/// A person's theme of the same id wins, so that a built-in one can be changed by copying it.
package struct ThemeLibrary: Sendable {
    /// The themes in the program, in the order to show them.
    ///
    /// The first is the default.
    package static let builtInIDs = sources.map(\.id)

    /// Further names of themes of the program, from before they had their present ones.
    package static let aliases = ["high-contrast": "high-contrast-dark"]

    private static let sources: [(id: String, bytes: @Sendable () -> [UInt8])] = [
        ("terminal", { PackageResources.terminal_yaml }),
        ("dark", { PackageResources.dark_yaml }),
        ("light", { PackageResources.light_yaml }),
        ("high-contrast-dark", { PackageResources.high_contrast_dark_yaml }),
        ("high-contrast-light", { PackageResources.high_contrast_light_yaml }),
        ("deuteranopia", { PackageResources.deuteranopia_yaml }),
        ("mono", { PackageResources.mono_yaml }),
        ("nord", { PackageResources.nord_yaml }),
        ("gruvbox-dark", { PackageResources.gruvbox_dark_yaml }),
        ("gruvbox-light", { PackageResources.gruvbox_light_yaml }),
        ("solarized-dark", { PackageResources.solarized_dark_yaml }),
        ("solarized-light", { PackageResources.solarized_light_yaml }),
        ("catppuccin-mocha", { PackageResources.catppuccin_mocha_yaml }),
        ("catppuccin-latte", { PackageResources.catppuccin_latte_yaml }),
        ("dracula", { PackageResources.dracula_yaml }),
    ]

    /// `$XDG_CONFIG_HOME/periscope/themes`, if there is such a folder.
    package let userFolder: String?

    package init(userFolder: String?) {
        self.userFolder = userFolder
    }

    /// Where a person's own themes lie.
    package static func userFolder(environment: [String: String]) -> String? {
        if let config = environment["XDG_CONFIG_HOME"], config.hasPrefix("/") { return config + "/periscope/themes" }
        return environment["HOME"].map { $0 + "/.config/periscope/themes" }
    }

    /// All ids, the built-in ones first.
    package var ids: [String] {
        Self.builtInIDs + userIDs.filter { !Self.builtInIDs.contains($0) }
    }

    /// The ids of the files in the person's folder, sorted.
    package var userIDs: [String] {
        guard let userFolder, let folder = opendir(userFolder) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".yaml"), !name.hasPrefix(".") { names.append(String(name.dropLast(5))) }
        }
        return names.sorted()
    }

    /// A theme by id or path, and what is wrong with it.
    ///
    /// There is always a theme: `terminal` when the one asked for is missing or is no theme at all.
    package func load(_ idOrPath: String) -> (theme: Theme, problems: [ThemeProblem]) {
        let (theme, problems) = find(idOrPath)
        return (theme ?? Self.terminal, problems)
    }

    /// The same, but nil when the one asked for is missing or is no theme at all.
    package func find(_ idOrPath: String) -> (theme: Theme?, problems: [ThemeProblem]) {
        if Self.isPath(idOrPath) { return read(path: idOrPath, id: Self.id(ofPath: idOrPath)) }
        if let path = path(of: idOrPath), access(path, F_OK) == 0 { return read(path: path, id: idOrPath) }
        if let theme = Self.builtIn(idOrPath) { return (theme, []) }
        let suggestion = NearestName.suggestion(for: idOrPath, among: ids).map { " Did you mean “\($0)”?" } ?? ""
        let message = "There is no such theme.\(suggestion) There are \(ids.joined(separator: ", "))."
        return (nil, [ThemeProblem(file: idOrPath, line: 0, message: message)])
    }

    /// All that is wrong with a theme: what it says, and how it looks.
    ///
    /// What it says comes first, alone: a role that can't be read looks like its parent, and that is no fault of its own.
    package func check(_ idOrPath: String) -> [ThemeProblem] {
        let (theme, problems) = find(idOrPath)
        guard let theme, problems.isEmpty else { return problems }
        let own = path(of: idOrPath).flatMap { Self.isPath(idOrPath) || access($0, F_OK) == 0 ? $0 : nil }
        return ThemeCheck(theme).problems(file: own ?? theme.id + ".yaml")
    }

    /// Where a person's own theme of this id is or would be; a path is itself.
    ///
    /// Nil when there is nowhere.
    package func path(of idOrPath: String) -> String? {
        Self.isPath(idOrPath) ? idOrPath : userFolder.map { "\($0)/\(idOrPath).yaml" }
    }

    private static func isPath(_ word: String) -> Bool {
        word.contains("/") || word.hasSuffix(".yaml")
    }

    /// The theme for everyone: the terminal's own colours.
    package static let terminal: Theme =
        builtIn("terminal") ?? Theme(id: "terminal", name: "Terminal", variant: .any, own: [:])

    /// A theme of the program.
    ///
    /// Reads its YAML each time: about a millisecond.
    package static func builtIn(_ id: String) -> Theme? {
        let id = aliases[id] ?? id
        guard let yaml = source(of: id) else { return nil }
        return parse(yaml, id: id, file: "\(id).yaml").theme
    }

    /// The file of a theme of the program, to start an own theme from.
    package static func source(of id: String) -> String? {
        sources.first { $0.id == id }.map { String(decoding: $0.bytes(), as: UTF8.self) }
    }

    /// A theme with every role, each with a line that says where it is seen.
    package static var template: String { String(decoding: PackageResources.template_yaml, as: UTF8.self) }

    /// A theme from text; nil when it is none.
    package static func parse(_ yaml: String, id: String, file: String) -> (theme: Theme?, problems: [ThemeProblem]) {
        var parser = ThemeParser(id: id, file: file)
        let theme = parser.parse(yaml)
        return (theme, parser.problems)
    }

    private func read(path: String, id: String) -> (theme: Theme?, problems: [ThemeProblem]) {
        switch Self.contents(ofFile: path) {
        case .failure(let problem): (nil, [problem])
        case .success(let yaml): Self.parse(yaml, id: id, file: path)
        }
    }

    private static func id(ofPath path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.hasSuffix(".yaml") ? String(file.dropLast(5)) : file
    }

    private static func contents(ofFile path: String) -> Result<String, ThemeProblem> {
        guard let file = fopen(path, "r") else {
            let reason = String(cString: strerror(errno))
            return .failure(ThemeProblem(file: path, line: 0, message: "The theme cannot be read: \(reason)."))
        }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: largestFile + 1)
        let count = fread(&bytes, 1, bytes.count, file)
        guard count <= largestFile else {
            return .failure(
                ThemeProblem(file: path, line: 0, message: "This is over \(largestFile) bytes, too large for a theme."))
        }
        return .success(String(decoding: bytes[..<count], as: UTF8.self))
    }

    private static let largestFile = 262_144
}
