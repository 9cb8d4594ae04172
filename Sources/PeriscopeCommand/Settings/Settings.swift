package import PeriscopeHistory
package import PeriscopeInsight
package import PeriscopeUI
package import Themes

/// What a person, or a team, wants otherwise than it is by default.
///
/// Read once, at the start. What a file gets wrong is a problem with its line, and the rest of it still counts.
package struct Settings: Equatable {
    package var thresholds = Thresholds.standard
    /// Patterns of requests that are counted, not shown; see ``NoiseRules``.
    package var ignoredRoutes = NoiseRules.standardPatterns
    /// The theme; `--theme` goes before it.
    package var theme: ThemeChoice?
    /// Where each theme is named; the messages are empty.
    var themePlaces: [String: SettingsProblem] = [:]
    /// A command that takes what is copied, on its standard input; only from the person's own file.
    package var clipboard: String?
    /// Filters that others may name: `@slow`.
    package var filters = NamedFilters()
    /// Where each of them stands; the messages are empty.
    var filterPlaces: [String: SettingsProblem] = [:]
    /// What `ignore.yaml` holds.
    package var ignoredFindings: Set<IgnoredFinding> = []
    /// Keys that are wanted otherwise, in the order of the files.
    package var keyWishes: [KeyWish] = []
    package var problems: [SettingsProblem] = []

    package init() {}

    /// Reads the person's file, the folder's over it, and what is ignored; a file that is not there says nothing.
    package static func load(_ files: SettingsFiles) -> Settings {
        var settings = Settings()
        for path in [files.personal, files.shared].compactMap(\.self) {
            let isShared = path == files.shared
            settings.read(path, files) { text, settings in
                var parser = SettingsParser(file: files.shown(path), isShared: isShared)
                parser.parse(text, into: &settings)
                return parser.problems
            }
        }
        settings.checkFilters()
        if let path = files.ignore {
            settings.read(path, files) { text, settings in
                var parser = IgnoreParser(file: files.shown(path))
                settings.ignoredFindings.formUnion(parser.parse(text))
                return parser.problems
            }
        }
        return settings
    }

    /// The key table with what is wanted otherwise over it; what clashes becomes a problem.
    package mutating func keyMap() -> KeyMap {
        let (map, clashes) = KeyMap.with(keyWishes)
        problems += clashes.map { SettingsProblem(file: $0.wish.file, line: $0.wish.line, message: $0.message) }
        return map
    }

    /// What is wrong with a theme, at the line that names it where it is about the whole of it.
    package func described(_ problem: ThemeProblem) -> String {
        guard problem.line == 0, let place = themePlaces[problem.file] else { return problem.description }
        return "\(place.file):\(place.line): theme \(problem.description)"
    }

    private mutating func read(
        _ path: String, _ files: SettingsFiles, _ parse: (String, inout Settings) -> [SettingsProblem]
    ) {
        switch SettingsText.of(path) {
        case .none: break
        case .text(let text): problems += parse(text, &self)
        case .problem(let message):
            problems.append(SettingsProblem(file: files.shown(path), line: 0, message: message))
        }
    }

    /// A history that judges by these settings.
    func history(limits: HistoryLimits = HistoryLimits()) -> History {
        var history = History(limits: limits, noise: NoiseRules(routes: ignoredRoutes))
        history.judge(thresholds: thresholds, ignored: ignoredFindings)
        return history
    }
}
