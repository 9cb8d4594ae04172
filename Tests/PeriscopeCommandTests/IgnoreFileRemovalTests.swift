import FoundationEssentials
import PeriscopeCommand
import PeriscopeInsight
import Testing

@Suite("Taking an ignored finding back")
struct IgnoreFileRemovalTests {
    private static let first = IgnoredFinding(kind: .nPlusOne, fingerprint: "SELECT ?", function: "a()")
    private static let second = IgnoredFinding(kind: .slowRequest, route: "GET /reports")

    private func withFile(_ text: String, _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/periscope-ignore-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        try text.write(toFile: folder + "/ignore.yaml", atomically: false, encoding: .utf8)
        try body(folder + "/ignore.yaml")
    }

    @Test(
        "Its lines go, and everything else stays as it is written",
        arguments: [
            (
                "# mine\n- kind: n_plus_one\n  fingerprint: \"SELECT ?\"\n  function: a()\n# the report\n"
                    + "- kind: slow_request\n  route: GET /reports\n",
                "# mine\n# the report\n- kind: slow_request\n  route: GET /reports\n"
            ),
            (
                "- kind: slow_request\n  route: GET /reports\n"
                    + "- { kind: n_plus_one, fingerprint: \"SELECT ?\", function: a() }",
                "- kind: slow_request\n  route: GET /reports"
            ),
        ])
    func removes(text: String, rest: String) throws {
        try withFile(text) { path in
            #expect(IgnoreFile(path: path).remove([Self.first]) == nil)
            let left = try String(contentsOfFile: path, encoding: .utf8)
            #expect(left == rest)
        }
    }

    @Test("What is not written in lines of its own is left alone, with a sentence")
    func refuses() throws {
        let text = "[{kind: n_plus_one, fingerprint: SELECT a, function: a()}, {kind: gap}]"
        try withFile(text) { path in
            let finding = IgnoredFinding(kind: .nPlusOne, fingerprint: "SELECT a", function: "a()")
            #expect(IgnoreFile(path: path).remove([finding])?.contains("by hand") == true)
            #expect(IgnoreFile(path: path).remove([Self.second]) == nil)
            let left = try String(contentsOfFile: path, encoding: .utf8)
            #expect(left == text)
        }
    }
}
