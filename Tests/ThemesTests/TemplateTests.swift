import Screen
import Testing
import Themes

@Suite("Theme template")
struct TemplateTests {
    private var lines: [String] {
        ThemeLibrary.template.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The role that a line of the template sets, or would set if it were no comment.
    private func role(_ line: String) -> Role? {
        guard line.hasPrefix("  ") else { return nil }
        var text = line.dropFirst(2)
        if text.hasPrefix("# ") { text = text.dropFirst(2) }
        guard let colon = text.firstIndex(of: ":") else { return nil }
        return Role(name: String(text[..<colon]))
    }

    @Test("It names every role once, in order, each after a line that says where it is seen and its parent")
    func complete() {
        let all = lines
        var roles: [Role] = []
        for (index, line) in all.enumerated() {
            guard let role = role(line) else { continue }
            roles.append(role)
            let comment = all[index - 1]
            let parent = role.parent?.name ?? "none"
            #expect(comment.hasPrefix("  # ") && comment.hasSuffix(". Parent: \(parent)."), "\(role.name): \(comment)")
        }
        #expect(roles == Role.allCases)
    }

    @Test("It is a theme that passes the check, as it is and with every comment's role set")
    func parses() throws {
        let set = lines.map { role($0) == nil ? $0 : $0.replacing("  # ", with: "  ") }.joined(separator: "\n")
        for yaml in [ThemeLibrary.template, set] {
            let (theme, problems) = ThemeLibrary.parse(yaml, id: "template", file: "template.yaml")
            #expect(problems.map(\.description) == [])
            #expect(ThemeCheck(try #require(theme)).problems(file: "template.yaml").map(\.description) == [])
        }
    }
}
