/// Why call sites have no names.
///
/// Its description is a sentence for a person.
package enum SymbolProblem: Error, Sendable, Equatable {
    case toolMissing
    /// The tool cannot be started.
    case toolUnusable(tool: String, reason: String)
    /// The binary cannot be opened, or is no regular file.
    case binaryUnreadable(path: String, reason: String)
    /// What is at the path now is not what the server has loaded.
    case otherBinary(path: String)
    /// The tool read the binary and said no, in these words.
    case binaryRefused(reason: String)
    case timedOut(seconds: Int64)
    case answerTooLarge
    /// The tool ended without an answer that makes sense.
    case noAnswer(tool: String, ending: String)
}

extension SymbolProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .toolMissing:
            "Call sites have no names: llvm-symbolizer was not found; it is part of Swift's toolchain. "
                + "Put the toolchain's folder on PATH, or install LLVM."
        case .toolUnusable(let tool, let reason):
            "Call sites have no names: \(tool) cannot be started: \(reason)."
        case .binaryUnreadable(let path, let reason):
            "Call sites have no names: the server's executable\(path.isEmpty ? "" : " \(path)") cannot be read: "
                + "\(reason)."
        case .otherBinary(let path):
            "Call sites have no names: \(path) is another file now than when the server read it."
        case .binaryRefused(let reason):
            "Call sites have no names: llvm-symbolizer cannot read the server's executable: \(reason)."
        case .timedOut(let seconds):
            "Call sites have no names: llvm-symbolizer took longer than \(seconds) s and was ended."
        case .answerTooLarge:
            "Call sites have no names: llvm-symbolizer answered more than there is room for, and was ended."
        case .noAnswer(let tool, let ending):
            "Call sites have no names: \(tool) gave no answer (\(ending))."
        }
    }
}
