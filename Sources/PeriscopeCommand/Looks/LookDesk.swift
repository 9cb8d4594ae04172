package import Themes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Which theme is shown, and why; follows saved files and the terminal's background.
///
/// Its owner is the loop, which waits for its descriptor and hands it what the terminal says.
package final class LookDesk {
    /// Nanoseconds that the terminal has to answer before the environment is asked instead.
    private static let answerTime: Int64 = 300_000_000
    /// Nanoseconds that saved files are not looked at again: a database in the same folder saves hundreds a second.
    private static let quietTime: Int64 = 100_000_000

    /// What is drawn with now.
    package private(set) var theme: Theme
    private let library: ThemeLibrary
    private let files: SettingsFiles
    private let option: String?
    private let hint: Bool?
    private var choice: ThemeChoice
    /// For where a theme that is not there is named.
    private var settings: Settings
    /// Nil while it is unknown.
    private var isDark: Bool?
    private var hintDue: Int64?
    /// Until then nothing is asked of the watch.
    private var quietUntil: Int64 = 0
    private var ask: (() -> Bool)?
    private var watch: FolderWatch?
    private var settingsProblems: [String]
    private var themeProblems: [String]

    /// - Parameters:
    ///   - option: What `--theme` says, which the settings don't change.
    ///   - hint: Whether the environment says that the background is dark.
    package init(
        library: ThemeLibrary, files: SettingsFiles, settings: Settings, option: String? = nil, hint: Bool? = nil
    ) {
        self.library = library
        self.files = files
        self.option = option
        self.hint = hint
        self.settings = settings
        choice = ResolvedLook.choice(option: option, settings: settings)
        let (theme, problems) = library.load(ResolvedLook.id(of: choice, isDark: nil))
        self.theme = theme
        settingsProblems = settings.problems.map(\.description)
        themeProblems = problems.map(settings.described)
    }

    /// What was wrong with the theme at the start.
    package var problems: [String] { themeProblems }

    // MARK: Waiting

    /// What to wait for; nil before ``start(now:asking:)``, where the system cannot watch, and for a moment after news.
    package func descriptor(now: Int64) -> Int32? {
        now < quietUntil ? nil : watch?.descriptor
    }

    /// Milliseconds until ``expire(now:)`` has something to say, or the descriptor is to be waited for again; −1 for
    /// never.
    package func timeout(now: Int64) -> Int32 {
        let dues = [hintDue, now < quietUntil ? quietUntil : nil].compactMap(\.self)
        guard let due = dues.min() else { return -1 }
        return Int32(clamping: max(0, due - now) / 1_000_000 + 1)
    }

    /// Begins to watch files and, where the theme depends on it, asks for the background.
    ///
    /// To be called after the first frame, which waits for none of it.
    ///
    /// - Parameter ask: Asks the terminal; false when it can't be asked. It is kept, for a choice that changes later.
    package func start(now: Int64, asking ask: @escaping () -> Bool) -> LookChange? {
        self.ask = ask
        watch = FolderWatch()
        rewatch()
        return askIfNeeded(now: now)
    }

    private func askIfNeeded(now: Int64) -> LookChange? {
        guard case .auto = choice, isDark == nil, let ask else { return nil }
        guard ask() else { return hint.flatMap { take(isDark: $0) } }
        if hint != nil { hintDue = now + Self.answerTime }
        return nil
    }

    /// The terminal has not answered in time: what the environment says counts.
    package func expire(now: Int64) -> LookChange? {
        guard let due = hintDue, now >= due else { return nil }
        hintDue = nil
        return hint.flatMap { take(isDark: $0) }
    }

    // MARK: News

    /// The terminal said what its background is like.
    package func take(isDark: Bool) -> LookChange? {
        hintDue = nil
        guard self.isDark != isDark else { return nil }
        self.isDark = isDark
        guard case .auto = choice else { return nil }
        let change = reload(said: nil)
        rewatch()
        return change
    }

    /// Files were saved, perhaps ours.
    package func takeSaved(now: Int64) -> LookChange? {
        guard let watch else { return nil }
        quietUntil = now + Self.quietTime
        let news = watch.take()
        // One of them may have come since.
        if watch.lacksFolders { rewatch() }
        switch news {
        case .files(let paths): return paths.isEmpty ? nil : takeSaved(paths, now: now)
        case .unknown: return takeSaved(settingsPaths.union(themePaths), now: now)
        }
    }

    private func takeSaved(_ paths: Set<String>, now: Int64) -> LookChange? {
        let concernsSettings = !paths.isDisjoint(with: Self.withTargets(settingsPaths))
        guard concernsSettings || !paths.isDisjoint(with: Self.withTargets(themePaths)) else { return nil }
        var change = concernsSettings ? readSettings() : LookChange()
        if let more = reload(said: { "theme “\($0.name)”" }) { change.add(more) }
        if let more = askIfNeeded(now: now) { change.add(more) }
        // A notice waits for what is said for a moment; what the person has just saved doesn't.
        change.said = change.problems.last ?? change.said
        rewatch()
        return change
    }

    /// Another theme, chosen in the toolbar; the settings stay as they are.
    package func choose(_ id: String) -> LookChange? {
        choice = .named(id)
        let change = reload(said: { "theme “\($0.name)”" })
        rewatch()
        return change
    }

    /// The theme's line of the settings; what else they say counts from the next start.
    private func readSettings() -> LookChange {
        var settings = Settings.load(files)
        // For its problems, which would be taken for mended.
        _ = settings.keyMap()
        let problems = settings.problems.map(\.description)
        let change = LookChange(mended: settingsProblems, problems: problems)
        settingsProblems = problems
        // A file that is broken says nothing of themes, so the choice stays.
        if settings.theme == nil, !problems.isEmpty { return change }
        self.settings = settings
        choice = ResolvedLook.choice(option: option, settings: settings)
        return change
    }

    /// Reads the theme that is chosen; one that can't be read leaves the last good one on the screen.
    private func reload(said: ((Theme) -> String)?) -> LookChange? {
        let (read, problems) = library.find(currentID)
        var change = LookChange(mended: themeProblems, problems: problems.map(settings.described))
        themeProblems = change.problems
        guard let read, read != theme else { return change }
        theme = read
        change.theme = read
        change.said = said?(read)
        return change
    }

    // MARK: Files

    private var currentID: String { ResolvedLook.id(of: choice, isDark: isDark) }

    private var settingsPaths: Set<String> { Set([files.personal, files.shared].compactMap(\.self)) }

    /// Where the theme is, or would be if the person wrote one of this name.
    private var themePaths: Set<String> {
        guard let path = library.path(of: currentID) else { return [] }
        if path.hasPrefix("/") { return [path] }
        return files.shared.map { [Self.folder(of: $0) + "/" + path] } ?? [path]
    }

    private func rewatch() {
        let paths = Self.withTargets(settingsPaths.union(themePaths))
        watch?.watch(Set(paths.map(Self.folder)), files: paths)
    }

    /// The paths, and where symbolic links lead to: people keep such files in a repository.
    private static func withTargets(_ paths: Set<String>) -> Set<String> {
        paths.union(
            paths.compactMap { path in
                guard let resolved = realpath(path, nil) else { return nil }
                defer { free(resolved) }
                return String(cString: resolved)
            })
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
