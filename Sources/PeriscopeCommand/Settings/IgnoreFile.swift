package import PeriscopeInsight

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// `ignore.yaml`, to which an ignored finding is added; what stands in it is never changed.
package struct IgnoreFile {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// Adds an entry at the end; makes the file, and the folders above it, for this user alone.
    ///
    /// - Returns: why it could not, as a sentence; nil where it did.
    package func append(_ finding: IgnoredFinding) -> String? {
        if let problem = Self.problem(adding: finding, to: SettingsText.of(path)) {
            return "it can't be added to; mend it first: \(problem)"
        }
        makeFolders()
        let file = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { return "it can't be opened: \(SystemError.last)" }
        defer { close(file) }
        let entry = Array((endsMidLine(file) ? "\n" : "").utf8) + Array(Self.entry(finding).utf8)
        let size = lseek(file, 0, SEEK_END)
        // One write, so that two viewers never mix their entries; a part of one is taken back.
        guard write(file, entry, entry.count) == entry.count else {
            let problem = SystemError.last
            ftruncate(file, size)
            return "it can't be written to: \(problem)"
        }
        return nil
    }

    /// Why an entry behind what stands there would not be read again: it is broken, indented, or in brackets.
    private static func problem(adding finding: IgnoredFinding, to file: SettingsText) -> String? {
        let text: String
        switch file {
        case .none: return nil
        case .problem(let message): return message
        case .text(let known): text = known
        }
        var parser = IgnoreParser(file: "")
        let before = parser.parse(text)
        if parser.isBroken { return parser.problems.first?.message }
        var whole = IgnoreParser(file: "")
        let after = whole.parse(text + (text.hasSuffix("\n") || text.isEmpty ? "" : "\n") + entry(finding))
        guard after == before.union([finding]) else {
            return "its entries must stand at the start of their lines, each behind “- ”."
        }
        return nil
    }

    // MARK: Taking back

    /// Takes entries out; everything else of the file stays as it is written.
    ///
    /// - Returns: why it could not, as a sentence; nil where it did.
    package func remove(_ findings: Set<IgnoredFinding>) -> String? {
        guard case .text(let text) = SettingsText.of(path) else { return nil }
        var parser = IgnoreParser(file: "")
        let before = parser.parse(text)
        let rest = Self.without(parser.lines.filter { findings.contains($0.finding) }.map(\.line), text)
        var check = IgnoreParser(file: "")
        guard check.parse(rest) == before.subtracting(findings), !check.isBroken else {
            return "its entry is not written in lines of its own; take it out by hand."
        }
        return replace(with: rest)
    }

    /// The text less the entries that begin in these lines, from 1.
    ///
    /// An entry ends where the next begins, or with its last line that is indented.
    private static func without(_ starts: [Int], _ text: String) -> String {
        var isGoing = false
        var kept: [Substring] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if starts.contains(index + 1) {
                isGoing = true
            } else if isGoing, !line.hasPrefix(" ") {
                isGoing = false
            }
            if !isGoing { kept.append(line) }
        }
        return kept.joined(separator: "\n")
    }

    /// Another file takes its place, so that whoever reads meanwhile reads one of the two.
    private func replace(with text: String) -> String? {
        // Where it is a link, the file behind it is replaced and the link stays.
        let resolved = realpath(path, nil)
        defer { free(resolved) }
        let path = resolved.map { String(cString: $0) } ?? path
        let other = path + ".new"
        let file = open(other, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { return "it can't be written: \(SystemError.last)" }
        let bytes = Array(text.utf8)
        let isWritten = write(file, bytes, bytes.count) == bytes.count
        close(file)
        guard isWritten, rename(other, path) == 0 else {
            let problem = SystemError.last
            unlink(other)
            return "it can't be written: \(problem)"
        }
        return nil
    }

    private func makeFolders() {
        var parents: [String] = []
        var folder = path
        while let slash = folder.lastIndex(of: "/"), slash != folder.startIndex {
            folder = String(folder[..<slash])
            parents.append(folder)
        }
        for parent in parents.reversed() { mkdir(parent, 0o700) }
    }

    private func endsMidLine(_ file: Int32) -> Bool {
        var last: UInt8 = 0
        guard lseek(file, -1, SEEK_END) >= 0, read(file, &last, 1) == 1 else { return false }
        return last != UInt8(ascii: "\n")
    }

    static func entry(_ finding: IgnoredFinding) -> String {
        var lines = ["- kind: \(finding.kind.name)"]
        if let fingerprint = finding.fingerprint { lines.append("  fingerprint: \(quoted(fingerprint))") }
        if let function = finding.function { lines.append("  function: \(quoted(function))") }
        if let route = finding.route { lines.append("  route: \(quoted(route))") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A double-quoted scalar (yaml.org/spec/1.2.2, 7.3.1): no text can end it, or begin anything else.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where needsEscape(scalar):
                let digits = String(scalar.value, radix: 16)
                quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// What YAML takes for no printable character, and the marks that would make a line break or a byte order of it.
    private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        return value < 0x20 || (0x7F...0x9F).contains(value) || value == 0x2028 || value == 0x2029 || value == 0xFEFF
            || (0xFDD0...0xFDEF).contains(value) || value & 0xFFFE == 0xFFFE
    }
}
