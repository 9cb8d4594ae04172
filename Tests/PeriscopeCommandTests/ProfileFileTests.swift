import Foundation
import PeriscopeCommand
import Testing

@Suite("Files of profiles")
struct ProfileFileTests {
    /// A folder of its own for one test.
    private final class Folder: Sendable {
        let url = FileManager.default.temporaryDirectory.appending(path: "periscope-\(UUID().uuidString)")

        init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(at: url) }

        func path(_ name: String) -> String { url.appending(path: name).path() }
        func text(_ name: String) -> String? { try? String(contentsOfFile: path(name), encoding: .utf8) }
        var names: [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: url.path())) ?? []).sorted()
        }
    }

    @Test("A new file is written, and one that is there is left alone, whatever is wanted of it but its replacement")
    func existing() throws {
        let folder = try Folder()
        let path = folder.path("sales.json")
        #expect(try ProfileFile.write([0x61], to: path, existing: .refuse) == path)
        #expect(throws: CommandFailure.self) { try ProfileFile.write([0x62], to: path, existing: .refuse) }
        #expect(try ProfileFile.write([0x63], to: path, existing: .number) == folder.path("sales-2.json"))
        #expect(try ProfileFile.write([0x64], to: path, existing: .number) == folder.path("sales-3.json"))
        #expect(folder.text("sales.json") == "a")
        #expect(folder.text("sales-2.json") == "c")
        #expect(try ProfileFile.write([0x65], to: path, existing: .replace) == path)
        #expect(folder.text("sales.json") == "e")
        #expect(folder.names == ["sales-2.json", "sales-3.json", "sales.json"])
    }

    @Test(
        "The number goes before the ending of the name",
        arguments: [
            ("/a.b/sales.json", "/a.b/sales-2.json"), ("/a.b/sales", "/a.b/sales-2"), (".hidden", ".hidden-2"),
            ("a.tar.pb", "a.tar-2.pb"), ("/a/all.speedscope.json", "/a/all-2.speedscope.json"),
        ])
    func numbers(path: String, numbered: String) {
        #expect(ProfileFile.numbered(path, 2) == numbered)
    }

    @Test("Where a file can't be, a sentence says why, before and when it is written")
    func problems() throws {
        let folder = try Folder()
        for path in [folder.path("none/sales.json"), folder.url.path(), "/dev/full/x.json"] {
            #expect(ProfileFile.problem(with: path, existing: .refuse) != nil, "\(path)")
            for existing in [ProfileFile.Existing.refuse, .replace] {
                let failure = #expect(throws: CommandFailure.self) {
                    try ProfileFile.write([1], to: path, existing: existing)
                }
                #expect(failure?.description.hasPrefix(path) == true, "\(failure?.description ?? "")")
            }
        }
        #expect(ProfileFile.problem(with: folder.path("sales.json"), existing: .refuse) == nil)
        #expect(folder.names == [])
    }

    @Test("A file that is replaced stays behind its links, and as private as it was")
    func replaced() throws {
        let folder = try Folder()
        let manager = FileManager.default
        try ProfileFileTests.bytes("old", at: folder.path("private.json"), mode: 0o600)
        try ProfileFileTests.bytes("old", at: folder.path("open.json"), mode: 0o666)
        try manager.createSymbolicLink(atPath: folder.path("link.json"), withDestinationPath: "second.json")
        try manager.createSymbolicLink(atPath: folder.path("second.json"), withDestinationPath: "private.json")
        for (name, target, mode) in [("link.json", "private.json", 0o600), ("open.json", "open.json", 0o666)] {
            #expect(ProfileFile.problem(with: folder.path(name), existing: .replace) == nil)
            #expect(try ProfileFile.write([0x61], to: folder.path(name), existing: .replace) == folder.path(name))
            #expect(folder.text(target) == "a")
            let permissions = try manager.attributesOfItem(atPath: folder.path(target))[.posixPermissions] as? Int
            #expect(permissions == mode)
        }
        #expect(try manager.destinationOfSymbolicLink(atPath: folder.path("link.json")) == "second.json")
        #expect(try manager.destinationOfSymbolicLink(atPath: folder.path("second.json")) == "private.json")
        #expect(folder.names == ["link.json", "open.json", "private.json", "second.json"])
    }

    private static func bytes(_ text: String, at path: String, mode: Int) throws {
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    @Test("A link that leads nowhere is said before and when it is written", arguments: ["nothing.json", "loop.json"])
    func dangling(target: String) throws {
        let folder = try Folder()
        let path = folder.path("loop.json")
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
        for existing in [ProfileFile.Existing.refuse, .replace] {
            #expect(ProfileFile.problem(with: path, existing: existing)?.contains("not there") == true)
            #expect(throws: CommandFailure.self) { try ProfileFile.write([1], to: path, existing: existing) }
        }
        #expect(folder.names == ["loop.json"])
    }

    @Test("A full disk is a sentence")
    func full() {
        let failure = #expect(throws: CommandFailure.self) {
            try ProfileFile.write([1, 2, 3], to: "/dev/full", existing: .replace)
        }
        #expect(failure?.description == "/dev/full can't be written: No space left on device")
    }

    @Test("A device is written to, not replaced")
    func device() throws {
        #expect(try ProfileFile.write([1], to: "/dev/null", existing: .replace) == "/dev/null")
        #expect(try ProfileFile.write([1], to: "/dev/null", existing: .refuse) == "/dev/null")
    }

    @Test(
        "A path that is typed begins at the working folder, or at home",
        arguments: [("/a/b", "/a/b"), ("b", "/work/b"), ("~/b", "/home/me/b"), ("~b", "/work/~b")])
    func absolute(typed: String, path: String) {
        #expect(ProfileFile.absolute(typed, workingDirectory: "/work", home: "/home/me") == path)
    }

    @Test(
        "The ending says the format",
        arguments: [
            ("a.json", ProfileFormat.speedscope), ("a.SPEEDSCOPE.JSON", .speedscope), ("a.folded", .folded),
            ("a.txt", .folded), ("a.pb", .pprof), ("a.pprof", .pprof),
        ])
    func formats(path: String, format: ProfileFormat) {
        #expect(ProfileFormat(path: path) == format)
    }

    @Test("An ending that says nothing is told what would", arguments: ["a", "a.pb.gz", "a.svg", ""])
    func noFormat(path: String) {
        #expect(ProfileFormat(path: path) == nil)
        #expect(ProfileFormat.problem(with: path).contains(path.hasSuffix("gz") ? "compressed" : ".json"))
    }
}
