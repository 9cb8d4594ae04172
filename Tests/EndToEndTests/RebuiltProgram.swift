import Foundation

/// A copy of a program as the next build of it would be: the same code under another build id.
enum RebuiltProgram {
    /// The head of the note that the linker writes (NT_GNU_BUILD_ID): name size, description size, type, name.
    private static let note: [UInt8] = [3, 0, 0, 0, UInt8(ascii: "G"), UInt8(ascii: "N"), UInt8(ascii: "U"), 0]

    /// Copies a program to a path, replacing what is there as a linker does: by another file of the same name.
    static func copy(_ program: String, to path: String, isNext: Bool) throws {
        var bytes = try Data(contentsOf: URL(filePath: program))
        if isNext {
            guard let head = bytes.prefix(1 << 16).firstRange(of: Data(note)) else {
                throw TestFailure("\(program) has no build id")
            }
            bytes[head.upperBound] ^= 0xFF
        }
        try? FileManager.default.removeItem(atPath: path)
        try bytes.write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
}
