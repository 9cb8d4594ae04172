import PeriscopeHistory
import Screen

/// What the list says while it has nothing to show: why, and what to do about it.
struct EmptyScreen {
    private let state: UIState
    private let context: UIContext
    private let glyphs: Glyphs

    init(state: UIState, context: UIContext, glyphs: Glyphs) {
        self.state = state
        self.context = context
        self.glyphs = glyphs
    }

    func lines(width: Int, height: Int) -> [Line] {
        let rules = state.list.index.rules
        if rules.isFiltering { return filtered(rules) }
        if context.history.totals.noise > 0, !rules.showsNoise { return onlyNoise() }
        if case .file(let name) = context.environment.hub { return [Line("No requests in \(name).", .textStrong)] }
        if let app = context.history.apps.last(where: { $0.connection == .connected }) { return connected(app) }
        if let app = context.history.apps.last { return gone(app) }
        if let child = context.environment.child { return starting(child, height: height) }
        return waiting(height: height)
    }

    /// A server is being built and started here: its output is the news, most of all where that fails.
    private func starting(_ child: UIEnvironment.ChildStatus, height: Int) -> [Line] {
        var title = Line(child.command + "  ", .textStrong)
        title.add(ChildText.state(child), child.isRunning ? .ok : .error)
        let hints = child.isRunning ? [] : [Line(), hint("B", "starts it again")]
        let output = context.environment.childOutput.suffix(max(1, height - 2 - hints.count))
        let lines = output.map { Line($0.text, $0.isError ? .warning : .text) }
        let nothing = [Line("No output yet. Its requests appear as soon as it connects.", .textDim)]
        return [title, Line()] + (lines.isEmpty ? nothing : lines) + hints
    }

    private func filtered(_ rules: ListIndex.Rules) -> [Line] {
        let totals = context.history.totals
        let held = Format(glyphs: glyphs).count(max(0, rules.showsNoise ? totals.held : totals.held - totals.noise))
        var what = "No request matches."
        if rules.onlyMarked != nil { what = "No request is marked." }
        var lines = [
            Line(what, .textStrong), Line(),
            Line("\(held) are held. \(wayBack(rules))", .textDim),
        ]
        let hidden = state.list.index.hiddenMatches.count
        if hidden > 0, !rules.showsNoise {
            lines += [Line(), Line("\(hidden) \(hidden == 1 ? "matches" : "match") among the hidden:", .textStrong)]
            lines.append(hint("a", "shows what is hidden: static files, health checks"))
        }
        return lines
    }

    private func wayBack(_ rules: ListIndex.Rules) -> String {
        if case .prompt(.filter, _, _) = state.overlay { return "Esc gives back what was shown." }
        return (rules.onlyMarked != nil ? "M" : "Backspace") + " shows them again."
    }

    private func onlyNoise() -> [Line] {
        let noise = context.history.totals.noise
        return [
            Line("Only static files and health checks so far: \(noise) hidden.", .textStrong), Line(),
            hint("a", "shows them"),
        ]
    }

    private func connected(_ app: AppRecord) -> [Line] {
        var lines = [Line("\(app.name) (\(app.pid)) is connected. No requests yet.", .textStrong), Line()]
        lines.append(Line("Send it one: each appears here while it runs.", .textDim))
        if app.adapters.isEmpty {
            lines += [Line(), Line("No adapter said that it is there. For Hummingbird:", .textDim)]
            lines.append(code("router.add(middleware: PeriscopeMiddleware(probe))"))
        }
        lines += [Line(), hint("9", "shows the process")]
        return lines
    }

    private func gone(_ app: AppRecord) -> [Line] {
        [
            Line("\(app.name) (\(app.pid)) has gone. No requests are held.", .textStrong), Line(),
            Line("Start it again: it connects by itself.", .textDim), Line(), hint("9", "shows what it was"),
        ]
    }

    private func waiting(height: Int) -> [Line] {
        let path = context.environment.socketPath
        var lines = [Line("Waiting for a server.", .textStrong), Line()]
        lines.append(Line("To see it at work:", .textDim))
        lines.append(code("periscope demo"))
        lines += [Line(), Line("In your Hummingbird app:", .textDim)]
        lines += Self.setUp.map(code)
        lines += [Line(), Line("The socket, which the server finds by itself or by PERISCOPE_SOCKET:", .textDim)]
        lines.append(code("PERISCOPE_SOCKET=" + (path.isEmpty ? "..." : path)))
        if context.environment.hub == .reading {
            lines += [
                Line(),
                Line("Another viewer has the socket: this one shows what comes from now on.", .info),
            ]
        }
        // What does not fit is the set-up in Swift, which stands in the README too.
        return lines.count <= height ? lines : [lines[0], code("periscope demo"), code("PERISCOPE_SOCKET=" + path)]
    }

    private static let setUp = [
        "let probe = Probe(app: \"myapp\")",
        "probe.bootstrap()",
        "router.add(middleware: PeriscopeMiddleware(probe))",
        "configuration.trace(with: probe)       // GRDB",
        "let app = Application(router: router, services: [probe])",
    ]

    private func code(_ text: String) -> Line {
        var line = Line()
        line.gap(3)
        line.add(text, .textStrong)
        return line
    }

    private func hint(_ key: String, _ text: String) -> Line {
        var line = Line()
        line.add(key + " ", .keyHint)
        line.add(text, .textDim)
        return line
    }
}
