import Foundation
import Testing

/// The style that a formatter can't keep.
struct HouseStyleTests {
    @Test("No source traps on purpose")
    func noTraps() {
        let banned = #/\b(fatalError|try!|as!|assertionFailure)/#
        for file in SourceTree.sources {
            for line in file.code where line.text.firstMatch(of: banned) != nil {
                Issue.record("\(file.path):\(line.number): \(line.text.trimmingCharacters(in: .whitespaces))")
            }
        }
    }

    @Test(
        "The probe never prints and has no precondition",
        arguments: [
            "Periscope", "PeriscopeHummingbird", "PeriscopeGRDB", "PeriscopeMustache",
        ])
    func theProbeIsSilent(room: String) {
        let banned = #/\b(print|debugPrint|precondition|preconditionFailure|assert)\(/#
        for file in SourceTree.sources where file.room == room {
            for line in file.code where line.text.firstMatch(of: banned) != nil {
                Issue.record("\(file.path):\(line.number): \(line.text.trimmingCharacters(in: .whitespaces))")
            }
        }
    }

    @Test("Nothing is left for later")
    func noLeftovers() {
        let banned = #/\b(TODO|FIXME|XXX|HACK)\b/#
        for file in SourceTree.sources + SourceTree.swiftFiles(under: "Tests") where file.room != "TidyTests" {
            for (index, line) in file.lines.enumerated() where line.firstMatch(of: banned) != nil {
                Issue.record("\(file.path):\(index + 1): \(line)")
            }
        }
    }

    @Test("No file is longer than 500 lines")
    func filesFitInTheMind() {
        for file in SourceTree.sources {
            #expect(file.lines.count <= 500, "\(file.path) has \(file.lines.count) lines")
        }
    }

    @Test("No file is named for nothing in particular")
    func namesSaySomething() {
        let banned = ["Utils", "Utilities", "Helpers", "Common", "Manager", "Misc"]
        for file in SourceTree.sources {
            let name = URL(filePath: file.path).deletingPathExtension().lastPathComponent
            #expect(!banned.contains { name.hasSuffix($0) }, "\(file.path)")
        }
    }
}
