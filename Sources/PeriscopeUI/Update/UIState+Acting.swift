import PeriscopeHistory
import PeriscopeInsight
import Screen

/// What a key does to the thing under the cursor: ask for its plan, open its source, ignore its finding.
///
/// What a row is about, its panel says.
extension UIState {
    // MARK: Plan

    /// Only ever on a key press: the server runs nothing by itself.
    mutating func askPlan(_ context: UIContext) -> [UIEffect] {
        guard view == .requests, scope != .list, let content = content(context) else {
            say("Choose a query first: 3 shows the SQL of a request", context)
            return []
        }
        guard !context.environment.hub.isFile else {
            say("A file has no server to ask for a plan", context)
            return []
        }
        guard let question = content.plan(cursorIndex) else {
            say("No query here to ask the plan of", context)
            return []
        }
        if detail.panel == .overview, detail.opened == nil {
            detail.open(.span(question.key.span))
        } else {
            openAsked(cursorIndex, content)
        }
        return [.explain(question)]
    }

    // MARK: Source

    mutating func openSource(_ context: UIContext) -> [UIEffect] {
        guard let frame = sourceUnderCursor(context) else {
            say(
                scope == .list
                    ? "Nothing found in this request has a place in the source: open it, and choose a row"
                    : "The place in the source is not known here", context)
            return []
        }
        guard !frame.path.isEmpty else {
            say("\(frame.function): its file is not known", context)
            return []
        }
        return [.edit(path: frame.path, line: frame.line)]
    }

    /// Of a row without a place of its own, on the panels about the request as a whole, the request's.
    private func sourceUnderCursor(_ context: UIContext) -> SourceFrame? {
        if scope == .list { return list.cursorRequest.flatMap { RequestSource.frame(of: $0, context.history) } }
        if let frame = content(context)?.source(cursorIndex) { return frame }
        guard view == .requests, scope == .panel, [.overview, .request].contains(detail.panel) else { return nil }
        return detail.request.flatMap { RequestSource.frame(of: $0, context.history) }
    }

    // MARK: Ignore

    mutating func ignoreFinding(_ context: UIContext) -> [UIEffect] {
        guard view == .requests, scope != .list, let content = content(context) else {
            say("Open the request (1), and choose what is to be ignored", context)
            return []
        }
        if let fold = content.fold(cursorIndex), fold.key == OverviewFindings.ignoredFold {
            toggle(fold)
            return []
        }
        guard let finding = content.finding(cursorIndex), let id = detail.request,
            let request = context.history.request(id)
        else {
            say("No finding here to ignore", context)
            return []
        }
        guard finding.kind != .error else {
            say("An error cannot be ignored", context)
            return []
        }
        if context.history.ignoredFindings(of: request).contains(finding) {
            return tellAgain(finding, request, context)
        }
        say("ignored; it stays at the end of FINDINGS, where I takes it back", context)
        return [.ignore(Self.entry(for: finding, request, context.history))]
    }

    /// `I` on what is ignored takes it back: every entry goes that hides it.
    private mutating func tellAgain(
        _ finding: Finding, _ request: RequestRecord, _ context: UIContext
    ) -> [UIEffect] {
        let history = context.history
        let function = finding.stack == 0 ? nil : history.callSite(finding.stack, of: request.id.app)?.function
        let route = request.route.map { request.method + " " + $0 }
        let entries = history.ignored.filter { $0.matches(finding, function: function, route: route) }
        guard !entries.isEmpty else { return [] }
        say("told again", context)
        return [.tellAgain(entries)]
    }

    /// By shape and function; what has no shape, by the route as the history names it, which is none where nothing
    /// matched.
    private static func entry(for finding: Finding, _ request: RequestRecord, _ history: History) -> IgnoredFinding {
        IgnoredFinding(
            ignoring: finding,
            function: finding.stack == 0 ? nil : history.callSite(finding.stack, of: request.id.app)?.function,
            route: request.route.map { request.method + " " + $0 })
    }
}
