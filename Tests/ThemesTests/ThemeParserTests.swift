import Screen
import Testing
import Themes

@Suite("Theme files")
struct ThemeParserTests {
    private func parse(_ yaml: String) -> (theme: Theme?, problems: [String]) {
        let (theme, problems) = ThemeLibrary.parse(yaml, id: "mine", file: "mine.yaml")
        return (theme, problems.map(\.description))
    }

    @Test("The design's example reads")
    func example() throws {
        let (theme, problems) = parse(
            """
            name: Nord
            variant: dark
            palette: { frost: "#88c0d0", snow: "#eceff4", night: "#4c566a" }
            roles:
              text: default
              selection: { fg: snow, bg: night, bold: true, ansi16: { fg: brightwhite, bg: blue }, mono: reverse }
              sql.keyword: frost
            """)
        #expect(problems == [])
        let nord = try #require(theme)
        #expect(nord.name == "Nord" && nord.variant == .dark)
        #expect(nord.style(.sqlKeyword, depth: .trueColor).foreground == .rgb(RGB(0x88C0D0)))
        #expect(nord.style(.selection, depth: .trueColor).attributes == .bold)
        #expect(nord.style(.selection, depth: .ansi16) == Style(foreground: .ansi(15), background: .ansi(4)))
        #expect(nord.style(.selection, depth: .none) == Style(attributes: .reverse))
    }

    @Test("A role that is not mentioned looks like its parent")
    func inheritance() throws {
        let theme = try #require(
            parse("roles: { error: red, warning: { fg: yellow, bold: true }, sql.string: 42 }").theme)
        #expect(theme.style(.nplusone, depth: .ansi16).foreground == .ansi(1))
        #expect(theme.style(.code5xx, depth: .ansi16).foreground == .ansi(1))
        #expect(theme.style(.slow, depth: .indexed256).attributes == .bold)
        #expect(theme.style(.jsonString, depth: .indexed256).foreground == .indexed(42))
        #expect(theme.style(.border, depth: .ansi16) == Style())
    }

    @Test("Parents end at a root")
    func noCycles() {
        for role in Role.allCases {
            var steps = 0
            var current: Role? = role
            while let next = current {
                current = next.parent
                steps += 1
                #expect(steps < 10, "\(role)")
                if steps >= 10 { return }
            }
        }
    }

    @Test("Colours are written in several ways")
    func words() throws {
        let (theme, problems) = parse(
            """
            palette: { a: "#010203", b: 200 }
            roles:
              ok: a on b bold underline
              info: bold
              warning: { fg: default, bg: 7, italic: true, dim: false }
              error: brightred
            """)
        #expect(problems == [])
        let style = try #require(theme?.style(.ok, depth: .trueColor))
        #expect(style.foreground == .rgb(RGB(0x010203)))
        #expect(style.attributes == [.bold, .underline])
        #expect(theme?.style(.ok, depth: .indexed256).background == .indexed(200))
        #expect(theme?.style(.info, depth: .none).attributes == .bold)
        #expect(theme?.style(.warning, depth: .ansi16).foreground == .terminalDefault)
        #expect(theme?.style(.error, depth: .ansi16).foreground == .ansi(9))
    }

    @Test(
        "Mistakes are told with file, line and the nearest name",
        arguments: [
            (
                "roles:\n  text: red\n  sql.keywrd: red",
                "mine.yaml:3: There is no role “sql.keywrd”; did you mean “sql.keyword”?"
            ),
            ("roles:\n  tset: red", "mine.yaml:2: There is no role “tset”; did you mean “text”?"),
            ("roles:\n  zzzzqqqq: red", "mine.yaml:2: There is no role “zzzzqqqq”."),
            (
                "roles:\n  text: {fg: red, bolt: true}",
                "mine.yaml:2: “bolt” is nothing a role has; did you mean “bold”?"
            ),
            ("roles:\n  text: {bold: loud}", "mine.yaml:2: “bold” is true or false, not “loud”."),
            ("variant: pink\nroles: {text: red}", "mine.yaml:1: The variant is dark, light or any, not “pink”."),
            ("roles: []", "mine.yaml: A theme needs “roles:” with at least one role."),
            ("- a", "mine.yaml: A theme is a YAML mapping with “roles:”."),
            ("", "mine.yaml: A theme is a YAML mapping with “roles:”."),
        ])
    func mistakes(yaml: String, problem: String) {
        #expect(parse(yaml).problems == [problem])
    }

    @Test("A wrong colour is told, and the rest of the theme still counts")
    func wrongColor() throws {
        let (theme, problems) = parse("roles:\n  text: bleu\n  error: red")
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix("mine.yaml:2: “bleu” is no colour; did you mean “blue”?") == true)
        #expect(theme?.style(.error, depth: .ansi16).foreground == .ansi(1))
    }

    @Test(
        "Broken YAML is told with its line and gives no theme",
        arguments: ["roles:\n  text: [", "a: b: c", "\t- x", "roles: {a: 1, a: 2}"])
    func notYAML(yaml: String) {
        let (theme, problems) = parse(yaml)
        #expect(theme == nil)
        #expect(problems.count == 1)
    }
}
