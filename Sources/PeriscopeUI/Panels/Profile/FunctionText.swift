import PeriscopeHistory
import PeriscopeInsight
import Screen

/// What a function of a profile is called, and where it stands.
enum FunctionText {
    static func name(_ function: ProfileFunction) -> String {
        if !function.name.isEmpty { return function.name }
        return function.module.isEmpty ? "no name" : "in " + function.module
    }

    /// `ReportController.swift:42`; for what has no file, its module.
    static func place(_ function: ProfileFunction, line: Int) -> String {
        guard !function.path.isEmpty else { return function.module }
        let name = function.path.split(separator: "/").last.map(String.init) ?? function.path
        return line > 0 ? "\(name):\(line)" : name
    }

    /// A place that is too long, with its line: that is what one looks for.
    static func fitted(_ place: String, width: Int, _ format: Format) -> String {
        guard TextWidth.width(of: place, glyphs: format.glyphs) > width, let colon = place.lastIndex(of: ":") else {
            return format.middle(place, width: width)
        }
        let line = String(place[colon...])
        return format.end(String(place[..<colon]), width: width - line.utf8.count) + line
    }

    /// What `o` opens; nil where the file is not known.
    static func frame(_ function: ProfileFunction, line: Int) -> SourceFrame? {
        guard !function.path.isEmpty || !function.name.isEmpty else { return nil }
        return SourceFrame(
            function: name(function), path: function.path, line: line, isApp: function.origin == .app)
    }

    /// The function with its place, for the clipboard.
    static func whole(_ function: ProfileFunction, line: Int) -> String {
        guard !function.path.isEmpty else {
            return name(function) + (function.module.isEmpty ? "" : "  " + function.module)
        }
        return name(function) + "  " + function.path + (line > 0 ? ":\(line)" : "")
    }

    static func role(_ origin: ProfileFrame.Origin) -> Role {
        switch origin {
        case .app: .flameApp
        case .library: .flameLibrary
        case .runtime: .flameRuntime
        }
    }
}
