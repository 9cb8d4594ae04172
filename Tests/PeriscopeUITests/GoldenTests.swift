import Screen
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

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
        ("routes", "0"), ("apps", "9"),
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
        let path = Self.folder + "/" + scene.file
        if EnvironmentVariable.value("PERISCOPE_RECORD") != nil {
            try Self.write(ui.screen + "\n", to: path)
            Issue.record("recorded \(scene.file): look at it, then run without PERISCOPE_RECORD")
            return
        }
        let expected = try #require(Self.read(path), "no golden screen \(scene.file): record it")
        #expect(ui.screen + "\n" == expected, "\(scene.file) differs; now it is\n\(ui.screen)")
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

    private static let folder =
        "\(#filePath)".split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/Goldens"

    private static func read(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    private struct WriteError: Error {
        let path: String
    }

    private static func write(_ text: String, to path: String) throws {
        guard let file = fopen(path, "w") else { throw WriteError(path: path) }
        defer { fclose(file) }
        let bytes = Array(text.utf8)
        if fwrite(bytes, 1, bytes.count, file) != bytes.count { throw WriteError(path: path) }
    }
}
