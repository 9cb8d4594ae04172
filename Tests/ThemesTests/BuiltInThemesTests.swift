import Screen
import Testing
import Themes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("Built-in themes")
struct BuiltInThemesTests {
    @Test("Every theme reads without a problem", arguments: ThemeLibrary.builtInIDs)
    func parses(id: String) throws {
        let source = try #require(ThemeLibrary.source(of: id))
        let (theme, problems) = ThemeLibrary.parse(source, id: id, file: "\(id).yaml")
        #expect(problems.map(\.description) == [])
        #expect(theme?.id == id)
    }

    @Test("The manifest names every theme of the folder")
    func manifest() {
        let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        var names: Set<String> = []
        guard let directory = opendir("/\(folder)/Themes") else {
            Issue.record("There is no folder Themes.")
            return
        }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".yaml") { names.insert(String(name.dropLast(5))) }
        }
        #expect(names == Set(ThemeLibrary.builtInIDs + ["template"]))
        #expect(ThemeLibrary.builtInIDs.count >= 14)
        names.remove("template")
        for name in names { #expect(ThemeLibrary.source(of: name) != nil) }
    }

    @Test("Text reads on its ground, and states are told apart, in every theme", arguments: ThemeLibrary.builtInIDs)
    func check(id: String) throws {
        let theme = try #require(ThemeLibrary.builtIn(id))
        #expect(ThemeCheck(theme).problems(file: "\(id).yaml").map(\.description) == [])
    }

    @Test("All themes but two choose their own colours, so that contrast can be measured")
    func measurable() throws {
        for id in ThemeLibrary.builtInIDs where !["terminal", "mono"].contains(id) {
            let theme = try #require(ThemeLibrary.builtIn(id))
            for role in Role.allCases {
                let look = theme.appearance(of: role, depth: .trueColor)
                guard case .rgb = look.foreground, case .rgb = look.background else {
                    Issue.record("\(id): \(role) leaves a colour to the terminal")
                    continue
                }
            }
        }
    }

    @Test("High contrast is 7:1 for text", arguments: ["high-contrast-dark", "high-contrast-light"])
    func highContrast(id: String) throws {
        let theme = try #require(ThemeLibrary.builtIn(id))
        for role in [Role.text, .textStrong, .ok, .warning, .error, .keyHint, .sqlString, .link] {
            let look = theme.appearance(of: role, depth: .trueColor)
            let foreground = try #require(look.foreground.rgb)
            let background = try #require(look.background.rgb)
            #expect(foreground.contrast(with: background) >= 7, "\(role)")
        }
    }

    @Test("What was called high-contrast still is a theme")
    func alias() {
        let (theme, problems) = ThemeLibrary(userFolder: nil).load("high-contrast")
        #expect(theme.id == "high-contrast-dark" && problems.isEmpty)
        for (alias, id) in ThemeLibrary.aliases {
            #expect(ThemeLibrary.builtInIDs.contains(id) && !ThemeLibrary.builtInIDs.contains(alias))
        }
    }

    @Test("The mono theme has no colour at any depth")
    func monoTheme() throws {
        let theme = try #require(ThemeLibrary.builtIn("mono"))
        for (role, depth) in Role.allCases.flatMap({ role in ColorDepth.allCases.map { (role, $0) } }) {
            let look = theme.appearance(of: role, depth: depth)
            #expect(look.foreground == .terminalDefault && look.background == .terminalDefault)
        }
    }

    @Test("The default theme sets no colour a person has not chosen")
    func terminalTheme() {
        for role in Role.allCases {
            let style = ThemeLibrary.terminal.style(role, depth: .trueColor)
            for color in [style.foreground, style.background].compactMap({ $0 }) {
                switch color {
                case .terminalDefault, .ansi: break
                default: Issue.record("\(role) has \(color)")
                }
            }
        }
    }
}
