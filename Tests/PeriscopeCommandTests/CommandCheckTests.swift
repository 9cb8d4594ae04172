import Foundation
import PeriscopeCommand
import Testing

struct CommandCheckTests {
    private func folder() throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "check-\(UUID())").path()
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    @Test("A command that can be run has no problem; others have a sentence and a shell's exit code")
    func problems() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data("x".utf8).write(to: URL(filePath: folder + "/plain"))
        #expect(CommandCheck.problem(of: "sh", path: "/nowhere:/bin:/usr/bin") == nil)
        #expect(CommandCheck.problem(of: "/bin/sh", path: nil) == nil)
        #expect(CommandCheck.problem(of: "sh", path: folder)?.exitCode == 127)
        #expect(CommandCheck.problem(of: folder + "/none", path: nil)?.exitCode == 127)
        #expect(CommandCheck.problem(of: folder, path: nil)?.exitCode == 126)
        #expect(CommandCheck.problem(of: folder + "/plain", path: nil)?.exitCode == 126)
        #expect(CommandCheck.problem(of: folder + "/plain", path: nil)?.text.contains("chmod +x") == true)
    }
}
