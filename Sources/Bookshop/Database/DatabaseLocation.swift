import Foundation

/// Where the database file is: a path that was given, or a new folder that goes away with the shop.
struct DatabaseLocation: Sendable {
    let path: String
    private let temporaryFolder: URL?

    var exists: Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? Int ?? 0) > 0
    }

    var draftPath: String { path + ".draft" }

    static func file(_ path: String) -> DatabaseLocation {
        DatabaseLocation(path: path, temporaryFolder: nil)
    }

    static func temporary() throws -> DatabaseLocation {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bookshop-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return DatabaseLocation(path: folder.appendingPathComponent("shop.sqlite").path, temporaryFolder: folder)
    }

    /// Removes what an interrupted run may have left.
    func prepareDraft() throws {
        if FileManager.default.fileExists(atPath: draftPath) { try FileManager.default.removeItem(atPath: draftPath) }
    }

    func publishDraft() throws {
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
        try FileManager.default.moveItem(atPath: draftPath, toPath: path)
    }

    func removeIfTemporary() throws {
        if let temporaryFolder { try FileManager.default.removeItem(at: temporaryFolder) }
    }
}
