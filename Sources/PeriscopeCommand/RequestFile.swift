import PeriscopeHistory
import SystemPackage

/// Requests that were read from a file of JSON lines, or of objects that go on over several.
struct RequestFile {
    let name: String
    let requests: [ImportedRequest]
    /// Lines that could not be read, each with its reason; the others are shown all the same.
    let problems: [String]
    /// It came by standard input, where the keys are not then.
    let isStandardInput: Bool

    /// What to tell of lines that could not be read.
    var notice: String? {
        guard let first = problems.first else { return nil }
        return "\(problems.count) of \(requests.count + problems.count) lines of \(name) can't be read; \(first)"
    }

    /// Reads the file at the path, or standard input for `-`.
    static func read(_ path: String) throws -> RequestFile {
        guard path == "-" else {
            return try parse(readAll(path), name: path, isStandardInput: false)
        }
        let text: [UInt8]
        do {
            text = try readToEnd(.standardInput)
        } catch {
            throw CommandFailure("Standard input can't be read: \(error).")
        }
        return try parse(text, name: "standard input", isStandardInput: true)
    }

    static func parse(_ text: [UInt8], name: String, isStandardInput: Bool) throws -> RequestFile {
        if HARFile.isOne(text) { return try archive(text, name: name, isStandardInput: isStandardInput) }
        var requests: [ImportedRequest] = []
        var problems: [String] = []
        for piece in RequestLines(text) {
            let line = String(decoding: piece.bytes, as: UTF8.self)
            if line.allSatisfy(\.isWhitespace) { continue }
            do {
                requests.append(try RequestJSON.decode(line: line))
            } catch {
                problems.append("line \(piece.number): \(error)")
            }
        }
        if requests.isEmpty {
            let why = problems.first.map { "; \($0)" } ?? "; write one with: periscope tail --json > FILE"
            throw CommandFailure("\(name) holds no request that can be read\(why)")
        }
        return RequestFile(name: name, requests: requests, problems: problems, isStandardInput: isStandardInput)
    }

    /// A browser's archive, or one that `x` wrote.
    private static func archive(_ text: [UInt8], name: String, isStandardInput: Bool) throws -> RequestFile {
        do {
            let (requests, problems) = try HARFile.requests(text)
            guard !requests.isEmpty else {
                let why = problems.first.map { "; \($0)" } ?? ""
                throw CommandFailure("\(name) is an HTTP archive that holds no request\(why)")
            }
            return RequestFile(name: name, requests: requests, problems: problems, isStandardInput: isStandardInput)
        } catch let error as RequestJSONError {
            throw CommandFailure("\(name) is an HTTP archive that can't be read: \(error.problem)")
        }
    }

    private static func readAll(_ path: String) throws -> [UInt8] {
        do {
            let file = try FileDescriptor.open(FilePath(path), .readOnly)
            return try file.closeAfter { try readToEnd(file) }
        } catch {
            throw CommandFailure("\(path) can't be read: \(error). Name a file of JSON lines, one request a line.")
        }
    }

    private static func readToEnd(_ file: FileDescriptor) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = try piece.withUnsafeMutableBytes { try file.read(into: $0) }
            if count == 0 { return bytes }
            bytes += piece[..<count]
        }
    }
}
