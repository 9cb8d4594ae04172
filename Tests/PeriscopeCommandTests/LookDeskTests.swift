import PeriscopeCommand
import Testing
import Themes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Which theme is shown, with files on a real disk.
@Suite("Look desk")
struct LookDeskTests {
    /// A folder of its own, with settings and themes in it.
    private final class Place {
        let folder: String

        init() throws {
            var template = Array("/tmp/looks-test-XXXXXX".utf8CString)
            try #require(mkdtemp(&template) != nil)
            folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
            mkdir(folder + "/themes", 0o700)
        }

        deinit {
            for name in ["themes/mine.yaml", "themes/nord.yaml", "themes/new", "config.yaml", "themes"] {
                remove(folder + "/" + name)
            }
            rmdir(folder)
        }

        func save(_ name: String, _ text: String) throws {
            let file = try #require(fopen(folder + "/" + name, "w"))
            fputs(text, file)
            fclose(file)
        }

        var files: SettingsFiles { SettingsFiles(personal: folder + "/config.yaml") }

        func desk(option: String? = nil, hint: Bool? = nil) -> LookDesk {
            LookDesk(
                library: ThemeLibrary(userFolder: folder + "/themes"), files: files, settings: Settings.load(files),
                option: option, hint: hint)
        }
    }

    @Test("A theme that is saved is read again, and one that is broken leaves the last good one")
    func saved() throws {
        let place = try Place()
        try place.save("themes/mine.yaml", "name: One\nroles: { text: red }\n")
        let desk = place.desk(option: "mine")
        #expect(desk.theme.name == "One")
        _ = desk.start(now: 0, asking: { false })
        #expect(desk.takeSaved(now: 0) == nil)

        try place.save("themes/mine.yaml", "name: Two\nroles: { text: blue }\n")
        let change = try #require(desk.takeSaved(now: 0))
        #expect(change.theme?.name == "Two" && change.problems == [] && change.said == "theme “Two”")

        try place.save("themes/mine.yaml", "name: Three\nroles: { text: [\n")
        let broken = try #require(desk.takeSaved(now: 0))
        #expect(broken.theme == nil && desk.theme.name == "Two")
        #expect(broken.problems.first?.hasPrefix(place.folder + "/themes/mine.yaml:") == true)

        try place.save("themes/mine.yaml", "name: Three\nroles: { text: green }\n")
        let mended = try #require(desk.takeSaved(now: 0))
        #expect(mended.theme?.name == "Three" && mended.mended == broken.problems && mended.problems == [])
    }

    @Test("A theme that an editor saves by renaming is seen, and other files are not")
    func renamed() throws {
        let place = try Place()
        try place.save("themes/mine.yaml", "name: One\nroles: { text: red }\n")
        let desk = place.desk(option: "mine")
        _ = desk.start(now: 0, asking: { false })
        try place.save("themes/new", "name: Two\nroles: { text: blue }\n")
        #expect(desk.takeSaved(now: 0) == nil)
        rename(place.folder + "/themes/new", place.folder + "/themes/mine.yaml")
        #expect(desk.takeSaved(now: 0)?.theme?.name == "Two")
    }

    @Test("Other files in the folder, however many are saved, wake the loop ten times a second at most")
    func busyFolder() throws {
        let place = try Place()
        let desk = place.desk(option: "nord")
        _ = desk.start(now: 0, asking: { false })
        let descriptor = try #require(desk.descriptor(now: 0))
        let millisecond: Int64 = 1_000_000
        try place.save("themes/new", "other")
        #expect(desk.takeSaved(now: millisecond) == nil)
        #expect(desk.descriptor(now: 100 * millisecond) == nil)
        #expect((1...60).contains(desk.timeout(now: 50 * millisecond)))
        // What was saved meanwhile is seen afterwards.
        try place.save("themes/nord.yaml", "name: My nord\nroles: { text: red }\n")
        #expect(desk.descriptor(now: 101 * millisecond) == descriptor && desk.timeout(now: 101 * millisecond) == -1)
        #expect(desk.takeSaved(now: 101 * millisecond)?.theme?.name == "My nord")
    }

    @Test("There is news of no other files than those that are watched")
    func otherFiles() throws {
        let place = try Place()
        let watch = try #require(FolderWatch())
        watch.watch(
            [place.folder, place.folder + "/themes", place.folder + "/none"], files: [place.folder + "/config.yaml"])
        #expect(watch.lacksFolders)
        try place.save("themes/new", "other")
        #expect(watch.take() == .files([]))
        try place.save("config.yaml", "theme: dark\n")
        #expect(watch.take() != .files([]))
    }

    @Test("A theme of a person's own that comes to be named like the one in use takes its place")
    func overBuiltIn() throws {
        let place = try Place()
        let desk = place.desk(option: "nord")
        _ = desk.start(now: 0, asking: { false })
        try place.save("themes/nord.yaml", "name: My nord\nroles: { text: red }\n")
        #expect(desk.takeSaved(now: 0)?.theme?.name == "My nord")
        remove(place.folder + "/themes/nord.yaml")
        #expect(desk.takeSaved(now: 0)?.theme?.name == "Nord")
    }

    @Test("The settings' theme is followed, unless --theme was given; broken settings change nothing")
    func settings() throws {
        let place = try Place()
        try place.save("config.yaml", "theme: dark\n")
        let desk = place.desk()
        let fixed = place.desk(option: "light")
        for desk in [desk, fixed] { _ = desk.start(now: 0, asking: { false }) }
        try place.save("config.yaml", "theme: nord\n")
        #expect(desk.takeSaved(now: 0)?.theme?.id == "nord")
        #expect(fixed.takeSaved(now: 0)?.theme == nil && fixed.theme.id == "light")
        try place.save("config.yaml", "theme: [\n")
        let broken = try #require(desk.takeSaved(now: 0))
        #expect(broken.theme == nil && broken.problems.count == 1 && desk.theme.id == "nord")
        try place.save("config.yaml", "theme: dracula\n")
        let mended = try #require(desk.takeSaved(now: 0))
        #expect(mended.theme?.id == "dracula" && mended.mended.contains(broken.problems[0]))
    }

    @Test("The first frame is the terminal's own; its answer picks one of two themes, and a later one the other")
    func automatic() throws {
        let place = try Place()
        try place.save("config.yaml", "theme: { dark: nord, light: solarized-light }\n")
        let desk = place.desk(hint: true)
        #expect(desk.theme.id == "terminal")
        var asked = 0
        let ask = {
            asked += 1
            return true
        }
        #expect(desk.start(now: 0, asking: ask) == nil && asked == 1)
        #expect(desk.take(isDark: false)?.theme?.id == "solarized-light")
        #expect(desk.timeout(now: 0) == -1)
        #expect(desk.take(isDark: false) == nil)
        #expect(desk.take(isDark: true)?.theme?.id == "nord")
        #expect(place.desk(option: "auto").take(isDark: true)?.theme?.id == "nord")
    }

    @Test("Settings that come to leave the choice to the background make it asked for then")
    func laterAutomatic() throws {
        let place = try Place()
        let desk = place.desk()
        var asked = 0
        _ = desk.start(now: 0) {
            asked += 1
            return true
        }
        #expect(asked == 0)
        try place.save("config.yaml", "theme: auto\n")
        _ = desk.takeSaved(now: 0)
        #expect(asked == 1)
        #expect(desk.take(isDark: true)?.theme?.id == "dark")
    }

    @Test("Without an answer the environment decides after a while, and without that nothing changes")
    func noAnswer() throws {
        let place = try Place()
        let desk = place.desk(option: "auto", hint: false)
        #expect(desk.start(now: 1000, asking: { true }) == nil)
        #expect(desk.timeout(now: 1000) > 0)
        #expect(desk.expire(now: 1000) == nil)
        #expect(desk.expire(now: 1_000_000_000)?.theme?.id == "light")
        #expect(desk.timeout(now: 1_000_000_000) == -1)
        let silent = place.desk(option: "auto", hint: true)
        #expect(silent.start(now: 0, asking: { false })?.theme?.id == "dark")
        let unknown = place.desk(option: "auto")
        #expect(unknown.start(now: 0, asking: { true }) == nil && unknown.timeout(now: 0) == -1)
        #expect(unknown.theme.id == "terminal")
    }

    @Test("A theme that was chosen is not asked about")
    func notAsked() throws {
        let place = try Place()
        let desk = place.desk(option: "dark", hint: false)
        let change = desk.start(now: 0) {
            Issue.record("It was asked.")
            return true
        }
        #expect(change == nil && desk.take(isDark: false) == nil && desk.theme.id == "dark")
    }

    @Test(
        "COLORFGBG names the background last",
        arguments: [
            ("15;0", true), ("0;15", false), ("15;default;0", true), ("0;7", false), ("7;8", true), ("0;default", nil),
            ("", nil), ("x", nil), ("0;16", nil),
        ] as [(String, Bool?)])
    func hint(value: String, isDark: Bool?) {
        #expect(BackgroundHint.isDark(environment: ["COLORFGBG": value]) == isDark)
        #expect(BackgroundHint.isDark(environment: [:]) == nil)
    }
}
