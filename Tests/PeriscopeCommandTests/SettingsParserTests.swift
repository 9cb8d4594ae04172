import PeriscopeCommand
import PeriscopeHistory
import PeriscopeInsight
import PeriscopeUI
import Screen
import Testing
import Themes

@Suite("Settings")
struct SettingsParserTests {
    private func read(_ yaml: String) -> Settings {
        var settings = Settings()
        var parser = SettingsParser(file: "config.yaml")
        parser.parse(yaml, into: &settings)
        settings.problems = parser.problems
        return settings
    }

    @Test(
        "A theme is a name, a path, auto, or one for dark and one for light",
        arguments: [
            ("theme: nord", ThemeChoice.named("nord")), ("theme: ./mine.yaml", .named("./mine.yaml")),
            ("theme: auto", .auto(dark: "dark", light: "light")),
            ("theme: { dark: nord, light: solarized-light }", .auto(dark: "nord", light: "solarized-light")),
            ("theme: { light: gruvbox-light }", .auto(dark: "dark", light: "gruvbox-light")),
        ])
    func theme(yaml: String, choice: ThemeChoice) {
        let settings = read(yaml)
        #expect(settings.theme == choice && settings.problems == [])
        #expect(read("theme: { drak: nord }").problems.first?.message.contains("did you mean “dark”?") == true)
    }

    @Test("Everything that can be set is taken over")
    func readsAll() {
        let settings = read(
            """
            theme: dark
            thresholds:
              query: { warn: 20ms, bad: 1.5s }
              queries: { warn: 10, bad: 30 }
              request: { warn: 250 ms, bad: 2s }
              render: { warn: 500us, bad: 5ms }
              gap: { shown: 1ms, finding: 30ms, share: 25% }
              repeats: 5
            ignored_routes: [standard, /internal/*, "*.xml"]
            """)
        #expect(settings.problems == [])
        #expect(settings.theme == .named("dark"))
        #expect(settings.thresholds.query == Threshold(warn: 20_000_000, bad: 1_500_000_000))
        #expect(settings.thresholds.queriesInRequest == Threshold(warn: 10, bad: 30))
        #expect(settings.thresholds.request == Threshold(warn: 250_000_000, bad: 2_000_000_000))
        #expect(settings.thresholds.render == Threshold(warn: 500_000, bad: 5_000_000))
        #expect(settings.thresholds.gapShown == 1_000_000)
        #expect(settings.thresholds.gapFinding == 30_000_000)
        #expect(settings.thresholds.gapShare == 0.25)
        #expect(settings.thresholds.repeats == 5)
        #expect(settings.ignoredRoutes == NoiseRules.standardPatterns + ["/internal/*", "*.xml"])
    }

    @Test("What is not said stays as it was", arguments: ["", "# nothing yet\n", "---\n", "thresholds: {}"])
    func keepsDefaults(yaml: String) {
        #expect(read(yaml) == Settings())
    }

    @Test("A theme that is not there is told with the line that names it")
    func themePlace() {
        let settings = read("# mine\ntheme: nrod")
        let (_, problems) = ThemeLibrary(userFolder: nil).load("nrod")
        let told = problems.map(settings.described)
        #expect(
            told.first?.hasPrefix("config.yaml:2: theme nrod: There is no such theme. Did you mean “nord”?") == true)
        #expect(read("").described(problems[0]) == problems[0].description)
    }

    @Test("The clipboard's command is a text", arguments: ["5", "1.5", "true", "null", "[a, b]", "{}"])
    func clipboard(value: String) {
        let settings = read("clipboard: " + value)
        #expect(settings.clipboard == nil)
        #expect(settings.problems.first?.message.contains("is a command that reads standard input") == true)
        #expect(read("clipboard: wl-copy").clipboard == "wl-copy")
        #expect(read("clipboard: \"5\"").clipboard == "5")
    }

    @Test("A second file goes over the first, key by key")
    func overlays() {
        var settings = read("thresholds: { query: { warn: 10ms }, repeats: 4 }")
        var parser = SettingsParser(file: ".periscope.yaml")
        parser.parse("thresholds: { query: { bad: 90ms } }", into: &settings)
        #expect(settings.thresholds.query == Threshold(warn: 10_000_000, bad: 90_000_000))
        #expect(settings.thresholds.repeats == 4)
    }

    @Test(
        "What is wrong is said with its line, and the rest still counts",
        arguments: [
            ("theme: dark\nthreshold: {}", 2, "did you mean “thresholds”?"),
            ("thresholds:\n  query: { warn: 50, bad: 200ms }", 2, "“50” is no duration"),
            ("thresholds:\n  query: { warn: -5ms }", 2, "“-5ms” is no duration"),
            ("thresholds:\n  query: { warn: 2h }", 2, "“2h” is no duration"),
            ("thresholds:\n  query: { warn: infs }", 2, "“infs” is no duration"),
            ("thresholds:\n  query: { warn: 9000s }", 2, "“9000s” is no duration"),
            ("thresholds:\n  query: { warn: 1s, bad: 200ms }", 2, "warn is above bad"),
            ("thresholds:\n  query: 50ms", 2, "has a warn and a bad"),
            ("thresholds:\n  querys: { warn: 1ms }", 2, "did you mean"),
            ("thresholds:\n  queries: { warn: many }", 2, "“many” is no whole number"),
            ("thresholds:\n  gap: { share: 120% }", 2, "“120%” is no share"),
            ("thresholds:\n  gap: { share: 0.2 }", 2, "write a percentage"),
            ("thresholds:\n  repeats: 1", 2, "at least 2"),
            ("thresholds: high", 1, "is a mapping"),
            ("ignored_routes: /internal", 1, "is a list of patterns"),
            ("ignored_routes: [internal]", 1, "begins with neither / nor *"),
            ("theme: [dark]", 1, "A theme is a name"),
            ("- theme", 1, "a YAML mapping"),
            ("theme: dark\ntheme: light", 1, "more than once"),
            ("theme: \"dark", 1, "This is not YAML"),
        ])
    func reportsProblems(yaml: String, line: Int, words: String) throws {
        let settings = read(yaml)
        let problem = try #require(settings.problems.first)
        #expect(settings.problems.count == 1)
        #expect(problem.line == line)
        #expect(problem.message.contains(words), "\(problem)")
        #expect(settings.thresholds == Thresholds.standard)
    }

    @Test(
        "Bytes that are no settings are passed over with a sentence", arguments: ["\u{0}", "{{{{", "a: &a [*a]", "%x"])
    func survives(yaml: String) {
        #expect(!read(yaml).problems.isEmpty)
    }

    @Test("Keys are read by the name of their command, one, several, or none")
    func keys() {
        var settings = read(
            """
            keys:
              pause: p
              quit: [Q, ^c]
              sql: [3, F3]
              nextRequest: J
              plan: none
              profiler: []
            """)
        #expect(settings.problems == [])
        let map = settings.keyMap()
        #expect(settings.problems == [])
        #expect(map.keys(of: .pause) == [.character("p")])
        #expect(map.keys(of: .sql) == [.character("3"), .function(3)])
        #expect(map.keys(of: .plan) == [])
        #expect(map.keys(of: .profiler) == [])
    }

    @Test(
        "What is wrong with keys is said with its line",
        arguments: [
            ("keys:\n  pase: p", 2, "did you mean “pause”?"), ("keys: p", 1, "is a mapping"),
            ("keys:\n  mark: b\n  pause: ^i", 3, "write Tab"), ("keys:\n  pause: {}", 2, "or none"),
            ("keys:\n  pause: j", 2, "down"), ("keys:\n  sql: F3\n  help: F3", 3, "it is sql in line 2"),
        ])
    func wrongKeys(yaml: String, line: Int, part: String) {
        var settings = read(yaml)
        let before = settings.problems
        _ = settings.keyMap()
        if part == "down" { return #expect(settings.problems == []) }
        #expect(settings.problems.count == 1, "\(before) \(settings.problems)")
        #expect(settings.problems.first?.line == line)
        #expect(settings.problems.first?.message.contains(part) == true, "\(settings.problems)")
    }

    @Test("Filters have names, and may name each other")
    func filters() {
        var settings = read("filters:\n  slow: ms>500 -path:/static\n  Mine: \"@slow or status:5xx\"\n")
        settings.checkFilters()
        #expect(settings.problems == [])
        #expect(settings.filters.names == ["mine", "slow"])
        #expect(settings.filters["SLOW"] == "ms>500 -path:/static")
    }

    @Test(
        "A filter that cannot be read is told of with its line, once",
        arguments: [
            ("filters:\n  a: x\n  b: statsu:200\n  c: \"@b\"", 3, ["did you mean “status”?"]),
            ("filters:\n  a: \"@b\"\n  b: \"@a\"", 2, ["@a in @b in @a", "@b in @a in @b"]),
            ("filters:\n  9: x", 2, ["is no name"]), ("filters: [x]", 1, ["is a mapping of names"]),
            ("filters:\n  a: [x]", 2, ["is a text, such as"]),
            ("filters:\n  a: \"@gone\"", 2, ["no filter is called “@gone”"]),
        ] as [(String, Int, [String])])
    func wrongFilters(yaml: String, line: Int, parts: [String]) {
        var settings = read(yaml)
        settings.checkFilters()
        #expect(settings.problems.count == parts.count, "\(settings.problems)")
        #expect(settings.problems.first?.line == line)
        for problem in settings.problems { #expect(!problem.message.hasSuffix("?."), "\(problem)") }
        for (problem, part) in zip(settings.problems, parts) { #expect(problem.message.contains(part), "\(problem)") }
    }

    @Test("The map that is printed is read back as it is")
    func printed() {
        var settings = read(KeyListing.yaml(.standard))
        #expect(settings.keyMap() == .standard)
        #expect(settings.problems == [])
        #expect(KeyListing.table(.standard).contains("next_request"))
    }
}
