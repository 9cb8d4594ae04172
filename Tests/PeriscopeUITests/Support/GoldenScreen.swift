import Foundation
import Screen
import Testing

/// A screen in a file, which a person has looked at: its text, and below it what each cell means, a letter a role.
///
/// In ASCII the roles are nearly all as in the other set of glyphs: a row that is has a ditto mark.
///
/// `PERISCOPE_RECORD=1` writes them anew, and still fails.
struct GoldenScreen: Equatable {
    var text: [String]
    var roles: [String]

    init(_ grid: Grid, like other: GoldenScreen? = nil) {
        text = grid.text().components(separatedBy: "\n")
        roles = grid.roleMap().components(separatedBy: "\n")
        guard let other, other.roles.count == roles.count else { return }
        roles = zip(roles, other.roles).map { $0 == $1 && !$0.isEmpty ? Self.ditto : $0 }
    }

    // MARK: The file

    private static let divider = "~~~~ roles"
    /// No role has this letter.
    private static let ditto = "\""
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Goldens")
    static let isRecording = EnvironmentVariable.value("PERISCOPE_RECORD") != nil

    init?(contents: String) {
        let lines = contents.components(separatedBy: "\n")
        guard let middle = lines.firstIndex(of: Self.divider), lines.last == "" else { return nil }
        text = Array(lines[..<middle])
        roles = Array(lines[(middle + 1)...].dropLast())
    }

    var contents: String {
        (text + [Self.divider] + roles).joined(separator: "\n") + "\n"
    }

    /// Compares the screen with what stands in the file, and says which rows differ.
    func expect(_ file: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let url = Self.folder.appending(path: file)
        if Self.isRecording {
            try contents.write(to: url, atomically: false, encoding: .utf8)
            Issue.record(
                "recorded \(file): look at it, then run without PERISCOPE_RECORD", sourceLocation: sourceLocation)
            return
        }
        guard let held = try? String(contentsOf: url, encoding: .utf8), let was = GoldenScreen(contents: held)
        else {
            let screen = text.joined(separator: "\n")
            Issue.record("no golden screen \(file): record it\n\(screen)", sourceLocation: sourceLocation)
            return
        }
        guard self != was else { return }
        Issue.record("\(file) differs:\n\(differences(from: was))", sourceLocation: sourceLocation)
    }

    // MARK: What differs

    private static let shownRows = 24

    /// The rows that differ, each as it was and as it is; of roles, which columns changed their meaning.
    func differences(from was: GoldenScreen) -> String {
        var lines: [String] = []
        for row in 0..<max(text.count, was.text.count) {
            let (old, new) = (Self.row(row, of: was.text), Self.row(row, of: text))
            if old != new {
                lines.append("row \(row) was │\(old ?? "(no row)")")
                lines.append("      now │\(new ?? "(no row)")")
            }
            let changes = Self.changes(Self.row(row, of: was.roles) ?? "", Self.row(row, of: roles) ?? "")
            if !changes.isEmpty { lines.append("row \(row) roles: \(changes)") }
        }
        let more = lines.count - 2 * Self.shownRows
        return lines.prefix(2 * Self.shownRows).joined(separator: "\n") + (more > 0 ? "\n… \(more) lines more" : "")
    }

    private static func row(_ row: Int, of rows: [String]) -> String? {
        rows.indices.contains(row) ? rows[row] : nil
    }

    /// Such as `4-9 textDim→warning`, for each run of columns that changed in the same way.
    private static func changes(_ old: String, _ new: String) -> String {
        if [old, new].contains(ditto) { return old == new ? "" : "\(old)→\(new)" }
        let (old, new) = (Array(old), Array(new))
        var runs: [(first: Int, last: Int, old: Character, new: Character)] = []
        for column in 0..<max(old.count, new.count) {
            let before = column < old.count ? old[column] : " "
            let after = column < new.count ? new[column] : " "
            guard before != after else { continue }
            if let last = runs.last, last.last == column - 1, last.old == before, last.new == after {
                runs[runs.count - 1].last = column
            } else {
                runs.append((column, column, before, after))
            }
        }
        return runs.prefix(6).map { "\($0.first)-\($0.last) \(name($0.old))→\(name($0.new))" }
            .joined(separator: ", ") + (runs.count > 6 ? ", …" : "")
    }

    private static func name(_ letter: Character) -> String {
        Role.allCases.first { $0.letter == letter }?.name ?? "\(letter)?"
    }
}
