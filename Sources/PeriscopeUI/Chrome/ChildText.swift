import PeriscopeHistory
import Screen

/// The child of `run` in words.
enum ChildText {
    static func state(_ child: UIEnvironment.ChildStatus) -> String {
        switch child.state {
        case .running: "running"
        case .exited(let code): "ended with exit code \(code)"
        case .killed(let signal): "ended by signal \(signal)"
        }
    }

    /// What it is about, for the status line and for heads.
    ///
    /// - Parameter isBrief: without the file that is compiled.
    static func phase(
        _ environment: UIEnvironment, now: UnixNanoseconds, format: Format, isBrief: Bool = false
    ) -> StyledText {
        guard let child = environment.child, let phase = environment.childPhase else { return StyledText() }
        switch phase {
        case .ending: return StyledText("ending the server" + ellipsis(format), .running)
        case .building: return building(environment, child, now: now, format: format, isBrief)
        case .serving: return StyledText("running", .ok)
        case .failed: return StyledText(failure(environment, child, format), .error)
        case .crashed: return StyledText(crash(environment), .error)
        case .ended: return StyledText(state(child), child.state == .exited(code: 0) ? .textDim : .error)
        }
    }

    private static func ellipsis(_ format: Format) -> String { format.glyphs.isASCII ? "..." : "…" }

    private static func building(
        _ environment: UIEnvironment, _ child: UIEnvironment.ChildStatus, now: UnixNanoseconds, format: Format,
        _ isBrief: Bool
    ) -> StyledText {
        let build = environment.build
        let isBuilding = build.progress != nil && !build.isFinished
        let seconds = UInt64(max(0, now &- child.startedAt)) / 1_000_000_000
        var text = StyledText((isBuilding ? "building" : "starting") + ellipsis(format), .running)
        text.append(" " + clock(seconds, format), .running)
        if let progress = build.progress, isBuilding {
            let said = isBrief ? progress.brief : format.end(progress.text, width: 40)
            if !said.isEmpty { text.append("  " + said, .textDim) }
        }
        if build.errorCount > 0 { text.append("  " + format.count(build.errorCount, "error", "errors"), .error) }
        return text
    }

    private static func clock(_ seconds: UInt64, _ format: Format) -> String {
        seconds < 60 ? "\(seconds) s" : format.long(seconds: seconds)
    }

    private static func failure(
        _ environment: UIEnvironment, _ child: UIEnvironment.ChildStatus, _ format: Format
    ) -> String {
        let build = environment.build
        guard build.shownErrors > 0 else { return state(child) + " before a server connected" }
        var text = "build failed: " + format.count(build.shownErrors, "error", "errors")
        if build.warningCount > 0 { text += ", " + format.count(build.warningCount, "warning", "warnings") }
        return text
    }

    private static func crash(_ environment: UIEnvironment) -> String {
        guard let crash = environment.build.crash else { return "crashed" }
        let message = String(crash.message.prefix(80))
        let place = crash.path.isEmpty ? "" : " at " + shortened(crash.path, environment) + ":\(crash.line)"
        return (message.hasPrefix("crashed") ? "" : "crashed: ") + message + place
    }

    /// After `B`: which build it is that serves now.
    static func restarted(_ child: UIEnvironment.ChildStatus, _ history: History) -> String {
        guard let server = child.server, let app = history.app(server) else { return "restarted" }
        return "restarted, build \(app.buildNumber)"
    }

    /// Relative to the folder in which the command runs, where it lies in there.
    static func shortened(_ path: String, _ environment: UIEnvironment) -> String {
        let folder = environment.workingDirectory
        if !folder.isEmpty, path.hasPrefix(folder + "/") { return String(path.dropFirst(folder.utf8.count + 1)) }
        if path.hasPrefix("./") { return String(path.dropFirst(2)) }
        return SourceText.shortened(path, home: environment.homeDirectory)
    }
}
