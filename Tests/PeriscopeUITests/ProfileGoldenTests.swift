import Screen
import Testing

/// Profiles compared with the screens that a person has looked at.
struct ProfileGoldenTests {
    struct Scene: CustomTestStringConvertible {
        let name: String
        let keys: String
        let columns: Int
        let rows: Int
        let isASCII: Bool

        var testDescription: String { "\(name) \(columns)x\(rows)\(isASCII ? " ASCII" : "")" }
        var file: String { "\(name)-\(columns)x\(rows)\(isASCII ? "-ascii" : "").txt" }
    }

    static let screens = [
        ("profile", "8"), ("profile-all-frames", "8A"), ("profile-function", "8<enter>"), ("profile-spans", "8tt"),
        ("profile-waiting", "j8"), ("profile-empty", "jj8"), ("profile-export", "8x"),
        ("flame", "8tjjj"), ("flame-all-frames", "8tAjjj"), ("flame-search", "8t/page<enter>"),
        ("flame-zoomed", "8tjjj<enter>"), ("route-profile", "08"), ("route-flame", "08tjj"),
        ("profiled-overview", "1"), ("profiled-apps", "9"),
    ]

    static let scenes = screens.flatMap { name, keys in
        [(80, 24, false), (80, 24, true), (120, 40, false), (200, 60, false), (40, 8, false)].map {
            columns, rows, isASCII in
            Scene(name: name, keys: keys, columns: columns, rows: rows, isASCII: isASCII)
        }
    }

    @Test("The screen is as it was looked at", arguments: scenes)
    func golden(scene: Scene) throws {
        let ui = UIDriver.profiled(
            scene.keys, scene.columns, scene.rows, glyphs: scene.isASCII ? .ascii : .unicode)
        try GoldenScreen.expect(ui.screen, scene.file)
    }

    @Test("In the ASCII set, nothing but ASCII is drawn", arguments: screens.map(\.1))
    func ascii(keys: String) {
        for (columns, rows) in [(40, 8), (80, 24), (120, 40), (200, 60)] {
            let ui = UIDriver.profiled(keys, columns, rows, glyphs: .ascii)
            #expect(ui.screen.utf8.allSatisfy { $0 < 0x80 }, "\(ui.screen)")
        }
    }
}
