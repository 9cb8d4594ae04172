import FoundationEssentials
import PeriscopeCommand
import PeriscopeInsight
import Testing

@Suite("Ignored findings")
struct IgnoreFileTests {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/periscope-ignore-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        try body(folder)
    }

    private func read(_ path: String) -> (Set<IgnoredFinding>, [SettingsProblem]) {
        let settings = Settings.load(SettingsFiles(ignore: path))
        return (settings.ignoredFindings, settings.problems)
    }

    @Test(
        "What is written is read again",
        arguments: [
            IgnoredFinding(kind: .nPlusOne, fingerprint: "SELECT * FROM book WHERE author_id = ?", function: "f(_:)"),
            IgnoredFinding(kind: .slowRequest, route: "GET /reports/{year}"),
            IgnoredFinding(kind: .gap),
            IgnoredFinding(
                kind: .slowQuery, fingerprint: "a\"b\\c\n\t- kind: error\r\u{1B}[2J\u{85}\u{2028}\u{FEFF}é\u{0}"),
            IgnoredFinding(kind: .duplicateQuery, fingerprint: "", function: "yes", route: "null"),
        ])
    func roundTrip(finding: IgnoredFinding) throws {
        try withFolder { folder in
            let file = IgnoreFile(path: folder + "/a/b/ignore.yaml")
            #expect(file.append(finding) == nil)
            #expect(file.append(IgnoredFinding(kind: .error)) == nil)
            let (findings, problems) = read(file.path)
            #expect(problems == [])
            #expect(findings == [finding, IgnoredFinding(kind: .error)])
        }
    }

    @Test("The file and its folder are for their owner alone")
    func modes() throws {
        try withFolder { folder in
            let path = folder + "/config/ignore.yaml"
            #expect(IgnoreFile(path: path).append(IgnoredFinding(kind: .error)) == nil)
            let file = try FileManager.default.attributesOfItem(atPath: path)
            let parent = try FileManager.default.attributesOfItem(atPath: folder + "/config")
            #expect(file[.posixPermissions] as? Int == 0o600)
            #expect(parent[.posixPermissions] as? Int == 0o700)
        }
    }

    @Test("What stands in the file stays, comments and a missing line end included")
    func appends() throws {
        try withFolder { folder in
            let path = folder + "/ignore.yaml"
            let before = "# the team agreed on these\n- kind: slow_request  # known\n  route: GET /a"
            try before.write(toFile: path, atomically: false, encoding: .utf8)
            #expect(IgnoreFile(path: path).append(IgnoredFinding(kind: .gap)) == nil)
            let after = try String(contentsOfFile: path, encoding: .utf8)
            #expect(after == before + "\n- kind: gap\n")
        }
    }

    @Test("A broken file is not added to, and is as it was")
    func refusesBroken() throws {
        try withFolder { folder in
            let path = folder + "/ignore.yaml"
            try "- kind: \"gap\n".write(toFile: path, atomically: false, encoding: .utf8)
            let problem = try #require(IgnoreFile(path: path).append(IgnoredFinding(kind: .gap)))
            #expect(problem.contains("mend it first"))
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "- kind: \"gap\n")
        }
    }

    @Test(
        "A file whose end is no place for an entry is not added to, and is as it was",
        arguments: ["[]\n", "  - kind: gap\n", "[{ kind: gap }]", "- kind: gap\n...\n"])
    func refusesOtherForms(text: String) throws {
        try withFolder { folder in
            let path = folder + "/ignore.yaml"
            try text.write(toFile: path, atomically: false, encoding: .utf8)
            #expect(IgnoreFile(path: path).append(IgnoredFinding(kind: .error)) != nil)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        }
    }

    @Test("A device in the file's place is not written to, and a folder that can't be made is said")
    func oddPlaces() throws {
        let device = try #require(IgnoreFile(path: "/dev/full").append(IgnoredFinding(kind: .gap)))
        #expect(device.contains("no file"))
        let folder = try #require(
            IgnoreFile(path: "/dev/null/periscope/ignore.yaml").append(IgnoredFinding(kind: .gap)))
        #expect(folder.contains("can't be opened"))
    }

    @Test(
        "An entry that can't be understood hides nothing",
        arguments: [
            ("- kind: n_plus_on", "did you mean “n_plus_one”?"),
            ("- fingerprint: a", "needs a kind"),
            ("- kind: gap\n  rout: GET /a", "did you mean “route”?"),
            ("- kind: n_plus_one\n  function: [x]", "is a text"),
            ("- kind: n_plus_one\n  fingerprint: { a: b }", "is a text"),
            ("- gap", "is a mapping"),
            ("kind: gap", "a YAML list"),
        ])
    func rejects(yaml: String, words: String) throws {
        var parser = IgnoreParser(file: "ignore.yaml")
        #expect(parser.parse(yaml) == [])
        let problem = try #require(parser.problems.first)
        #expect(problem.message.contains(words), "\(problem)")
    }

    @Test("A folder, a pipe or a missing file in a file's place does no harm")
    func oddFiles() throws {
        try withFolder { folder in
            let (_, problems) = read(folder)
            #expect(problems.first?.message.contains("no file") == true)
            let (_, none) = read(folder + "/missing.yaml")
            #expect(none == [])
        }
    }
}
