import Foundation
import Testing

/// The arrows between rooms, as the sources draw them.
struct RoomArrowTests {
    /// What every room may import besides its row below.
    static let everywhere: Set<String> = ["Glibc", "Musl", "Darwin", "Synchronization"]

    static let allowed: [String: Set<String>] = [
        "PeriscopeWire": ["SwiftProtobuf"],
        "PeriscopeSQL": [],
        "CPeriscope": [],
        "Periscope": [
            "CPeriscope", "Instrumentation", "Logging", "NIOCore", "NIOPosix", "PeriscopeSQL", "PeriscopeWire",
            "ServiceContextModule", "ServiceLifecycle", "Tracing",
        ],
        "PeriscopeHummingbird": [
            "HTTPTypes", "Hummingbird", "HummingbirdCore", "Instrumentation", "Logging", "NIOCore", "Periscope",
            "PeriscopeWire",
        ],
        "PeriscopeGRDB": ["GRDB", "GRDBSQLite", "Periscope", "PeriscopeWire"],
        "PeriscopeMustache": ["Mustache", "Periscope", "PeriscopeWire"],
        "PeriscopeInsight": ["PeriscopeSQL"],
        "PeriscopeHistory": [
            "Collections", "DequeModule", "Dispatch", "Foundation", "FoundationEssentials", "OrderedCollections",
            "PeriscopeInsight", "PeriscopeSQL", "PeriscopeWire",
        ],
        "PeriscopeHub": ["NIOCore", "NIOPosix", "PeriscopeWire"],
        "PeriscopeSymbols": ["Dispatch", "Foundation", "FoundationEssentials"],
        "Screen": [],
        "Themes": ["Foundation", "FoundationEssentials", "Screen", "Yams"],
        "PeriscopeUI": ["PeriscopeHistory", "PeriscopeInsight", "PeriscopeSQL", "PeriscopeWire", "Screen"],
        "CNcurses": [],
        "NcursesTerminal": ["CNcurses", "Foundation", "FoundationEssentials", "Screen", "Themes"],
        "PeriscopeCommand": [
            "ArgumentParser", "Dispatch", "Foundation", "FoundationEssentials", "NIOCore", "NIOHTTP1", "NIOPosix",
            "NcursesTerminal", "PeriscopeHistory", "PeriscopeHub", "PeriscopeInsight", "PeriscopeSQL",
            "PeriscopeSymbols", "PeriscopeUI", "PeriscopeWire",
            "Screen",
            "Subprocess", "SystemPackage", "Themes", "Yams",
        ],
        "Bookshop": [
            "ArgumentParser", "Foundation", "FoundationEssentials", "FoundationNetworking", "GRDB", "HTTPTypes",
            "Hummingbird", "HummingbirdCore", "Instrumentation", "Logging", "Mustache", "NIOCore", "NIOHTTP1",
            "NIOPosix",
            "Periscope", "PeriscopeGRDB", "PeriscopeHummingbird", "PeriscopeMustache", "ServiceLifecycle", "Tracing",
        ],
        "PeriscopeBenchmarks": [],
    ]

    @Test("A room imports only what its row says")
    func importsFollowTheArrows() {
        for file in SourceTree.sources where file.room != "PeriscopeBenchmarks" {
            guard let allowed = Self.allowed[file.room] else {
                Issue.record("\(file.path): the room \(file.room) has no row")
                continue
            }
            for module in file.imports where !allowed.contains(module) && !Self.everywhere.contains(module) {
                Issue.record("\(file.path) imports \(module), which \(file.room) may not touch")
            }
        }
        #expect(SourceTree.sources.count > 100, "the test found the sources")
    }

    @Test("The UI has no clock, file, socket, task or lock", arguments: ["PeriscopeUI", "Screen", "PeriscopeSQL"])
    func pureRoomsArePure(room: String) {
        let banned =
            #/\b(Task|Mutex|Lock|DispatchQueue|clock_gettime|ContinuousClock|FileManager|Glibc|Darwin|Foundation)\b/#
        for file in SourceTree.sources where file.room == room {
            for line in file.code where line.text.firstMatch(of: banned) != nil {
                Issue.record("\(file.path):\(line.number) is not pure: \(line.text)")
            }
        }
    }

    @Test(
        "The server's rooms link no Foundation",
        arguments: [
            "Periscope", "PeriscopeHummingbird", "PeriscopeGRDB", "PeriscopeMustache", "PeriscopeWire", "PeriscopeSQL",
        ])
    func noFoundation(room: String) {
        for file in SourceTree.sources where file.room == room {
            #expect(!file.imports.contains { $0.hasPrefix("Foundation") }, "\(file.path)")
        }
    }

    @Test("Only NcursesTerminal calls ncurses")
    func ncursesStaysInItsRoom() {
        for file in SourceTree.sources where file.room != "NcursesTerminal" {
            #expect(!file.imports.contains("CNcurses"), "\(file.path)")
        }
    }
}
