import Foundation
import PeriscopeCommand
import PeriscopeHistory
import PeriscopeUI
import Testing

@Suite("Files of requests")
final class WholeFileTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "ps-whole-\(UInt32.random(in: 0...UInt32.max))")

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func path(_ name: String) -> String { folder.appending(path: name).path() }
    private func text(_ name: String) -> String? { try? String(contentsOfFile: path(name), encoding: .utf8) }
    private var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []).sorted()
    }

    @Test("A file that is there stays unless it may be replaced")
    func existing() throws {
        #expect(try WholeFile.write(to: path("a"), mayReplace: false) { try $0.add("one".utf8) } == .written(bytes: 3))
        #expect(try WholeFile.write(to: path("a"), mayReplace: false) { try $0.add("two".utf8) } == .isThere)
        #expect(text("a") == "one")
        #expect(try WholeFile.write(to: path("a"), mayReplace: true) { try $0.add("two".utf8) } == .written(bytes: 3))
        #expect(text("a") == "two" && names == ["a"])
    }

    @Test("What fails half way leaves the old file and nothing else")
    func failing() throws {
        _ = try WholeFile.write(to: path("a"), mayReplace: false) { try $0.add("one".utf8) }
        #expect(throws: CommandFailure.self) {
            _ = try WholeFile.write(to: path("a"), mayReplace: true) { file in
                try file.add([UInt8](repeating: 65, count: 3 << 20))
                throw CommandFailure("the disk is full")
            }
        }
        #expect(text("a") == "one" && names == ["a"])
    }

    @Test("A folder, a device, a missing folder are said", arguments: ["", "/dev/null", "no/such/a.har"])
    func places(name: String) {
        let place = name.hasPrefix("/") ? name : path(name)
        #expect(throws: CommandFailure.self) {
            _ = try WholeFile.write(to: place, mayReplace: true) { try $0.add("x".utf8) }
        }
        #expect(names.isEmpty)
    }

    @Test("A link that is replaced stays a link, and its file as private as it was")
    func link() throws {
        _ = try WholeFile.write(to: path("a"), mayReplace: false) { try $0.add("one".utf8) }
        chmod(path("a"), 0o600)
        try FileManager.default.createSymbolicLink(atPath: path("b"), withDestinationPath: path("a"))
        _ = try WholeFile.write(to: path("b"), mayReplace: true) { try $0.add("two".utf8) }
        #expect(text("a") == "two")
        var status = stat()
        #expect(stat(path("a"), &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(lstat(path("b"), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    }

    @Test("A source is found as it is named, below a folder that was elsewhere, and by its module")
    func sources() throws {
        let module = folder.appending(path: "Sources/Shop/Controllers")
        try FileManager.default.createDirectory(at: module, withIntermediateDirectories: true)
        let other = folder.appending(path: "Sources/Other")
        try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
        for place in [module, other] { try Data().write(to: place.appending(path: "Routes.swift")) }
        let search = SourceSearch(folders: [folder.path()])
        let found = SourceSearch.Result.found(path("Sources/Shop/Controllers/Routes.swift"))
        #expect(search.find(path("Sources/Shop/Controllers/Routes.swift")) == found)
        #expect(search.find("Sources/Shop/Controllers/Routes.swift") == found)
        #expect(search.find("/build/machine/Sources/Shop/Controllers/Routes.swift") == found)
        #expect(search.find("Shop/Routes.swift") == found)
        #expect(search.find("Other/Routes.swift") == .found(path("Sources/Other/Routes.swift")))
        #expect(search.find("/x/Gone.swift") == .missing("looked at /x/Gone.swift, and below \(folder.path())"))
    }
}
