import Screen
import Testing

/// Screens compared with the ones that a person has looked at.
///
/// `PERISCOPE_RECORD=1` writes them anew, and still fails.
struct GoldenTests {
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
        ("list", ""), ("overview", "j1"), ("timeline", "j2"), ("sql", "j3"), ("sql-grouped", "j3t"),
        ("query", "j3j<enter>"), ("templates", "j4"), ("logs", "j5"), ("request", "jjj6"), ("calls", "jjj7"),
        ("profile-off", "j8"), ("routes", "0"), ("apps", "9"),
    ]

    static let scenes =
        screens.flatMap { name, keys in
            [(80, 24, false), (80, 24, true), (120, 40, false), (40, 8, false)].map { columns, rows, isASCII in
                Scene(name: name, keys: keys, columns: columns, rows: rows, isASCII: isASCII)
            }
        } + [
            Scene(name: "sql", keys: "j3", columns: 200, rows: 30, isASCII: false),
            Scene(name: "help", keys: "?", columns: 80, rows: 24, isASCII: false),
            Scene(name: "palette", keys: ":so", columns: 80, rows: 24, isASCII: true),
        ]

    @Test("The screen is as it was looked at", arguments: scenes)
    func golden(scene: Scene) throws {
        var ui = UIDriver.bookshop(scene.columns, scene.rows, glyphs: scene.isASCII ? .ascii : .unicode)
        ui.type(scene.keys)
        try GoldenScreen.expect(ui.screen, scene.file)
    }

    @Test(
        "In the ASCII set, nothing but ASCII is drawn for requests that are ASCII",
        arguments: screens.map(\.1) + ["?", ":", "s", "C", "jjjj1"])
    func ascii(keys: String) {
        for (columns, rows) in [(40, 8), (80, 24), (120, 60), (200, 60)] {
            var ui = UIDriver.bookshop(columns, rows, glyphs: .ascii)
            ui.type(keys)
            #expect(ui.screen.utf8.allSatisfy { $0 < 0x80 }, "\(ui.screen)")
        }
    }
}
