import Screen
import Testing

/// Screens of what was found and of what a build changed, compared with the ones that a person has looked at.
struct FindingGoldenTests {
    struct Scene: CustomTestStringConvertible {
        let name: String
        let keys: String
        let columns: Int
        let rows: Int
        let isASCII: Bool
        /// Two builds of the bookshop, the second one mended.
        let isRebuilt: Bool

        var testDescription: String { "\(name) \(columns)x\(rows)\(isASCII ? " ASCII" : "")" }
        var file: String { "\(name)-\(columns)x\(rows)\(isASCII ? "-ascii" : "").txt" }

        func driver() -> UIDriver {
            let glyphs: Glyphs = isASCII ? .ascii : .unicode
            return isRebuilt
                ? .rebuilt(columns, rows, glyphs: glyphs) : .bookshop(columns, rows, glyphs: glyphs)
        }
    }

    static let screens = [
        ("report", "jj1", false), ("report-timeline", "jj2", false), ("ignored", "j1II", false),
        ("shapes", "0t", false),
        ("rebuilt", "", true), ("rebuilt-overview", "1", true), ("rebuilt-routes", "0", true),
    ]

    static let scenes = screens.flatMap { name, keys, isRebuilt in
        [(80, 24, false), (80, 24, true), (120, 40, false), (200, 60, false)].map { columns, rows, isASCII in
            Scene(name: name, keys: keys, columns: columns, rows: rows, isASCII: isASCII, isRebuilt: isRebuilt)
        }
    }

    @Test("The screen is as it was looked at", arguments: scenes)
    func golden(scene: Scene) throws {
        var ui = scene.driver()
        ui.type(scene.keys)
        try GoldenScreen.expect(ui.screen, scene.file)
    }

    @Test("In the ASCII set, nothing but ASCII is drawn", arguments: scenes)
    func ascii(scene: Scene) {
        guard scene.isASCII else { return }
        var ui = scene.driver()
        ui.type(scene.keys)
        #expect(ui.screen.utf8.allSatisfy { $0 < 0x80 }, "\(ui.screen)")
    }
}
