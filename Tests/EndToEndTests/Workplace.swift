import Foundation

/// A folder of its own for one test, with a socket path in it; removed at the end.
final class Workplace: Sendable {
    let folder: URL

    init() throws {
        // Short, because a socket's path may have only about a hundred bytes.
        folder = URL(filePath: "/tmp/ps-test-\(UInt32.random(in: 0...UInt32.max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path())
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    var socket: String { folder.appending(path: "hub.sock").path() }
    func path(_ name: String) -> String { folder.appending(path: name).path() }

    /// The seeded shop, made once for all tests of a run and copied, since seeding takes seconds.
    static let seededDatabase: URL = {
        URL(filePath: "/tmp/ps-test-shop-\(ProcessInfo.processInfo.processIdentifier).sqlite")
    }()
}

struct TestFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// Asks again and again until the answer is not nil, or the time is up.
func eventually<T>(
    _ what: String, within seconds: Double = 20, every milliseconds: UInt32 = 30, _ body: () throws -> T?
) throws -> T {
    let end = Date().addingTimeInterval(seconds)
    while true {
        if let answer = try body() { return answer }
        if Date() > end { throw TestFailure("\(what): not within \(seconds) s") }
        usleep(milliseconds * 1000)
    }
}
