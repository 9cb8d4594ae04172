import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A screen in a file, which a person has looked at.
///
/// `PERISCOPE_RECORD=1` writes them anew, and still fails.
enum GoldenScreen {
    static func expect(_ screen: String, _ file: String) throws {
        let path = folder + "/" + file
        if EnvironmentVariable.value("PERISCOPE_RECORD") != nil {
            try write(screen + "\n", to: path)
            Issue.record("recorded \(file): look at it, then run without PERISCOPE_RECORD")
            return
        }
        let expected = try #require(read(path), "no golden screen \(file): record it")
        #expect(screen + "\n" == expected, "\(file) differs; now it is\n\(screen)")
    }

    private static let folder =
        "\(#filePath)".split(separator: "/").dropLast(2).reduce("") { $0 + "/" + $1 } + "/Goldens"

    private static func read(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    private struct WriteError: Error {
        let path: String
    }

    private static func write(_ text: String, to path: String) throws {
        guard let file = fopen(path, "w") else { throw WriteError(path: path) }
        defer { fclose(file) }
        let bytes = Array(text.utf8)
        if fwrite(bytes, 1, bytes.count, file) != bytes.count { throw WriteError(path: path) }
    }
}
