import Foundation
import Screen
import Testing

/// Screens compared with the ones that a person has looked at.
///
/// `PERISCOPE_RECORD=1` writes them anew, takes away those that no scene makes, and still fails.
struct GoldenTests {
    @Test(
        "The screen is as it was looked at, text and roles, at every size in both sets of glyphs",
        arguments: GoldenScene.all)
    func golden(scene: GoldenScene) throws {
        for (columns, rows) in GoldenScene.sizes {
            let unicode = GoldenScreen(try draw(scene, columns, rows, .unicode))
            try unicode.expect(scene.file(columns, rows, .unicode))
            let ascii = try draw(scene, columns, rows, .ascii)
            #expect(ascii.text().utf8.allSatisfy { $0 < 0x80 }, "\(ascii.text())")
            try GoldenScreen(ascii, like: unicode).expect(scene.file(columns, rows, .ascii))
        }
    }

    private func draw(_ scene: GoldenScene, _ columns: Int, _ rows: Int, _ glyphs: Glyphs) throws -> Grid {
        let ui = scene.make(columns, rows, glyphs)
        let grid = ui.grid
        #expect(ui.brokenLaw(grid) == nil, "\(scene.file(columns, rows, glyphs))\n\(grid.text())")
        return grid
    }

    @Test("Every golden screen on disk has a scene that makes it, and no scene has the name of another")
    func stale() throws {
        #expect(Set(GoldenScene.all.map(\.name)).count == GoldenScene.all.count)
        let found = try FileManager.default.contentsOfDirectory(atPath: GoldenScreen.folder.path())
        let stale = Set(found).subtracting(GoldenScene.files).sorted()
        if GoldenScreen.isRecording {
            for file in stale { try FileManager.default.removeItem(at: GoldenScreen.folder.appending(path: file)) }
        }
        #expect(stale == [], "no scene makes these")
    }

    @Test("A failing golden screen says which rows differ, and which roles")
    func differences() throws {
        var grid = Grid(ScreenSize(columns: 8, rows: 2))
        grid.write("ab", x: 0, y: 0)
        let was = GoldenScreen(grid)
        #expect(GoldenScreen(contents: was.contents) == was)
        grid.write("cd", x: 1, y: 1, role: .warning)
        let told = GoldenScreen(grid).differences(from: was)
        #expect(told == "row 1 was │\n      now │ cd\nrow 1 roles: 1-2 background→warning")
    }
}
