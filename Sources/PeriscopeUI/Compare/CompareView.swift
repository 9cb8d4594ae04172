import PeriscopeHistory
import PeriscopeInsight
import Screen

/// Two requests side by side, as a view of the whole screen.
enum CompareView {
    static func content(_ state: UIState, _ context: UIContext, width: Int, _ glyphs: Glyphs) -> PanelContent {
        made(state, context, width: width, glyphs)?.content ?? gone
    }

    /// Nil where one of the two is no longer held.
    static func made(_ state: UIState, _ context: UIContext, width: Int, _ glyphs: Glyphs) -> CompareContent? {
        guard let sides = state.comparison.sides, let found = find(sides, context) else { return nil }
        let page = CompareCache.PageKey(
            diff: found.key, width: width, glyphs: glyphs, showsSame: state.comparison.showsSame)
        var made = context.cache.comparisons.page(page) {
            let diff = diff(found, context)
            return ComparePage(
                diff: diff, showsSame: state.comparison.showsSame,
                style: CompareStyle(format: Format(glyphs: glyphs), width: width, hasTimes: diff.canCompareTimes)
            ).made()
        }
        made.content.head = CompareHead(found.requests, state, context, width: width, glyphs: glyphs).lines()
        let shown = diff(found, context)
        made.content.copy = { _ in .init(what: "comparison", text: CompareText(shown).markdown()) }
        made.content.value = { _ in CompareText(shown).markdown() }
        return made
    }

    private struct Found {
        let requests: Pair<RequestRecord>
        let key: CompareCache.DiffKey
    }

    private static func find(_ sides: Pair<RequestID>, _ context: UIContext) -> Found? {
        guard let base = context.history.request(sides.base), let other = context.history.request(sides.other) else {
            return nil
        }
        let key = CompareCache.DiffKey(
            sides: sides, revisions: Pair(base.revision, other.revision), names: context.history.namesRevision)
        return Found(requests: Pair(base, other), key: key)
    }

    private static func diff(_ found: Found, _ context: UIContext) -> RequestDiff {
        context.cache.comparisons.diff(found.key) {
            let sides = found.requests.map { ComparedRequest($0, in: context.history) }
            return RequestDiff(sides) { context.history.fingerprint(of: $0) }
        }
    }

    private static var gone: PanelContent {
        var content = PanelContent()
        content.empty = ["One of the two requests is no longer held.", "Esc goes back; m marks what is to be kept."]
        return content
    }
}
