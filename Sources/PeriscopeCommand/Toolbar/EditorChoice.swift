/// Which editor a person wants, and how it is told the line.
package enum EditorChoice {
    /// `$VISUAL`, else `$EDITOR`, else vi; it may carry options.
    package static func command(_ environment: [String: String]) -> String {
        for name in ["VISUAL", "EDITOR"] {
            if let value = environment[name], !value.isEmpty { return value }
        }
        return "vi"
    }

    /// `+41 file` for those that descend from vi and for emacs and nano, `--goto file:41` for VS Code's kin, `file:41`
    /// for the others that are known to take it.
    package static func arguments(editor: String, path: String, line: Int) -> [String] {
        guard line > 0 else { return [path] }
        let program = editor.split(separator: " ").first?.split(separator: "/").last.map(String.init) ?? editor
        switch program {
        case "code", "codium", "code-insiders", "cursor", "windsurf": return ["--goto", "\(path):\(line)"]
        case "subl", "zed", "zeditor", "hx", "helix", "mate", "xed": return ["\(path):\(line)"]
        default: return ["+\(line)", path]
        }
    }
}
