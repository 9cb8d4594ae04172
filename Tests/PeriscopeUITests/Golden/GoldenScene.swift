import PeriscopeUI
import Screen
import Testing

/// A state of the toolbar whose screen a person has looked at, in every size and with both sets of glyphs.
///
/// One line in one of the lists is a scene; `PERISCOPE_RECORD=1` then makes its files.
struct GoldenScene: CustomTestStringConvertible, Sendable {
    static let sizes = [(40, 8), (80, 24), (120, 40), (200, 60)]

    let name: String
    let make: @Sendable (_ columns: Int, _ rows: Int, _ glyphs: Glyphs) -> UIDriver

    var testDescription: String { name }

    static let all =
        listScenes + panelScenes + orderScenes + findingScenes + profileScenes + wholeScenes + overlayScenes
        + doingScenes

    func file(_ columns: Int, _ rows: Int, _ glyphs: Glyphs) -> String {
        "\(name)-\(columns)x\(rows)\(glyphs.isASCII ? "-ascii" : "").txt"
    }

    /// Every file that there is to be.
    static var files: Set<String> {
        Set(
            all.flatMap { scene in
                sizes.flatMap { size in [Glyphs.unicode, .ascii].map { scene.file(size.0, size.1, $0) } }
            })
    }

    // MARK: Making scenes

    /// Keys typed at the list of a bookshop, and then what else happens.
    static func bookshop(
        _ name: String, _ keys: String, then: @escaping @Sendable (inout UIDriver) -> Void = { _ in }
    ) -> GoldenScene {
        scene(name, keys, { .bookshop($0, $1, glyphs: $2) }, then)
    }

    static func rebuilt(
        _ name: String, _ keys: String, then: @escaping @Sendable (inout UIDriver) -> Void = { _ in }
    ) -> GoldenScene {
        scene(name, keys, { .rebuilt($0, $1, glyphs: $2) }, then)
    }

    static func scene(
        _ name: String, _ keys: String, _ make: @escaping @Sendable (Int, Int, Glyphs) -> UIDriver,
        _ then: @escaping @Sendable (inout UIDriver) -> Void = { _ in }
    ) -> GoldenScene {
        GoldenScene(name: name) { columns, rows, glyphs in
            var ui = make(columns, rows, glyphs)
            ui.type(keys)
            then(&ui)
            return ui
        }
    }

    /// No server has come yet.
    static func empty(_ name: String, then: @escaping @Sendable (inout UIDriver) -> Void) -> GoldenScene {
        scene(
            name, "",
            {
                var ui = UIDriver($0, $1, glyphs: $2)
                ui.act(.tick)
                return ui
            }, then)
    }
}
