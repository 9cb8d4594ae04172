import Foundation

/// What a POSIX shell makes of a command line.
enum ShellWords {
    /// The arguments that a command named curl is given, and what it is sent on standard input where it asks for that.
    static func ofCurl(_ command: String) throws -> (arguments: [String], input: [UInt8]) {
        let stand = """
            curl() {
                printf '%s\\0' "$@"; printf '\\001\\0'
                for word in "$@"; do if [ "$word" = @- ]; then cat; fi; done
            }

            """
        let output = try run(stand + command + "\n")
        let mark: [UInt8] = [0, 1, 0]
        guard let place = output.indices.first(where: { output[$0...].starts(with: mark) }) else { return ([], []) }
        let words = output[..<place].split(separator: 0, omittingEmptySubsequences: false)
        return (words.map { String(decoding: $0, as: UTF8.self) }, Array(output[(place + mark.count)...]))
    }

    /// What a script writes to standard output.
    static func run(_ script: String) throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.appending(
            path: "ps-shell-\(UInt32.random(in: 0...UInt32.max))")
        try Data(script.utf8).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        guard let pipe = popen("cd / && sh '\(path.path())' 2>&1", "r") else { return [] }
        defer { pclose(pipe) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&piece, 1, piece.count, pipe), count > 0 { bytes += piece[..<count] }
        return bytes
    }
}
