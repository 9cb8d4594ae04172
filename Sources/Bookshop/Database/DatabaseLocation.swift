import Foundation

/// Where the database file is: a path that was given, or a new folder that goes away with the shop.
struct DatabaseLocation: Sendable {
    let path: String
    private let temporaryFolder: URL?

    static func file(_ path: String) -> DatabaseLocation {
        DatabaseLocation(path: path, temporaryFolder: nil)
    }

    static func temporary() throws -> DatabaseLocation {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bookshop-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return DatabaseLocation(path: folder.appendingPathComponent("shop.sqlite").path, temporaryFolder: folder)
    }

    func removeIfTemporary() throws {
        if let temporaryFolder { try FileManager.default.removeItem(at: temporaryFolder) }
    }
}
