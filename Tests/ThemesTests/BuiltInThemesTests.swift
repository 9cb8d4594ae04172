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
    /// The themes that choose their own background, so that contrast can be computed.
    static let colored = ["dark", "light", "high-contrast"]
    static let problemRoles: [Role] = [
        .ok, .info, .warning, .error, .critical, .slow, .duplicate, .nplusone, .running, .sanitised,
        .code2xx, .code3xx, .code4xx, .code5xx, .statusPaused, .statusFilter, .statusFollow, .statusDisconnected,
        .searchHit, .searchHitCurrent, .cursor, .tabActive, .keyHint, .title, .link,
        .sqlKeyword, .sqlString, .sqlNumber, .sqlParameter, .jsonKey, .better, .worse,
    ]

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
        #expect(names == Set(ThemeLibrary.builtInIDs))
        for name in names { #expect(ThemeLibrary.source(of: name) != nil) }
    }

    @Test("Text, selection and problems have a contrast of 4.5", arguments: colored)
    func contrast(id: String) throws {
        let theme = try #require(ThemeLibrary.builtIn(id))
        for depth in [ColorDepth.trueColor, .indexed256] {
            for role in [Role.text, .textStrong, .selection] + Self.problemRoles {
                try expect(theme, role, overlay: nil, depth: depth, atLeast: 4.5)
                try expect(theme, role, overlay: .selection, depth: depth, atLeast: depth == .trueColor ? 4.5 : 4)
            }
        }
    }

    @Test("Faint text has a contrast of 3", arguments: colored)
    func dimContrast(id: String) throws {
        let theme = try #require(ThemeLibrary.builtIn(id))
        for role in [Role.textDim, .tabInactive, .footer, .redacted, .sqlComment, .logDebug, .header, .statusBar] {
            try expect(theme, role, overlay: nil, depth: .trueColor, atLeast: 3)
            try expect(theme, role, overlay: .selection, depth: .trueColor, atLeast: 3)
        }
    }

    private func expect(
        _ theme: Theme, _ role: Role, overlay: Role?, depth: ColorDepth, atLeast least: Double
    ) throws {
        let look = theme.appearance(of: role, overlay: overlay, depth: depth)
        let foreground = try #require(look.foreground.rgb)
        let background = try #require(look.background.rgb)
        let contrast = foreground.contrast(with: background)
        #expect(contrast >= least, "\(theme.id) \(role) on \(String(describing: overlay)) at \(depth)")
    }

    @Test("The selection is told from text at every depth", arguments: ThemeLibrary.builtInIDs)
    func selection(id: String) throws {
        let theme = try #require(ThemeLibrary.builtIn(id))
        for depth in ColorDepth.allCases {
            for role in [Role.text, .textDim, .error, .ok] {
                let plain = theme.appearance(of: role, depth: depth)
                #expect(theme.appearance(of: role, overlay: .selection, depth: depth) != plain)
                #expect(theme.appearance(of: role, overlay: .selectionInactive, depth: depth) != plain)
            }
        }
    }

    @Test("Without colour, state still shows by attributes", arguments: ThemeLibrary.builtInIDs)
    func mono(id: String) throws {
        let theme = try #require(ThemeLibrary.builtIn(id))
        for role: Role in [
            .selection, .marked, .searchHit, .statusPaused, .error, .nplusone, .tabActive, .warning, .running,
        ] {
            let look = theme.appearance(of: role, depth: .none)
            #expect(!look.attributes.isEmpty, "\(id) \(role)")
            #expect(look.foreground == .terminalDefault && look.background == .terminalDefault)
        }
    }

    @Test("With sixteen colours, no text has its background's colour", arguments: ThemeLibrary.builtInIDs)
    func sixteen(id: String) throws {
        let theme = try #require(ThemeLibrary.builtIn(id))
        for role in Role.allCases {
            for overlay in [nil, Role.selection, .marked, .searchHit, .selectionInactive] {
                let look = theme.appearance(of: role, overlay: overlay, depth: .ansi16)
                let isSame = look.foreground == look.background && look.foreground != .terminalDefault
                #expect(!isSame, "\(id) \(role) \(String(describing: overlay))")
            }
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
