import PeriscopeHistory
import PeriscopeInsight
import Screen

/// What a profile's rows are made from.
struct ProfileInput {
    let facts: ProfileFacts
    let state: ProfileState
    let opened: DetailState.Opened?
    /// Groups that were unfolded.
    let unfolded: Set<UInt64>
    /// Stands over a profile that has no request's title above it; empty in a request's panel.
    let title: String
    /// Why there is nothing to show, as sentences.
    let reasons: [String]
    /// What is searched for; only the flame graph's boxes depend on it.
    let search: String
    let width: Int
    let glyphs: Glyphs
    private let loan: HistoryLoan

    init(
        facts: ProfileFacts, state: ProfileState, opened: DetailState.Opened?, unfolded: Set<UInt64>, title: String,
        reasons: [String], search: String, width: Int, glyphs: Glyphs, loan: HistoryLoan
    ) {
        self.facts = facts
        self.state = state
        self.opened = opened
        self.unfolded = unfolded
        self.title = title
        self.reasons = reasons
        self.search = search
        self.width = width
        self.glyphs = glyphs
        self.loan = loan
    }

    /// There while the content is being made, empty when its rows are drawn up.
    var history: History { loan.history }
    var format: Format { Format(glyphs: glyphs) }
    var separator: String { "  " + glyphs.separator + "  " }
    var isOneRequest: Bool { if case .request = facts.subject { true } else { false } }

    func content() -> PanelContent {
        if state.mode == .spans, opened == nil { return SpanTimeList(self).content() }
        guard facts.samples > 0 else { return empty }
        if case .function(let key) = opened { return FunctionPage(self, key).content() }
        return state.mode == .flame ? FlamePage(self).content() : HotFunctionPage(self).content()
    }

    private var empty: PanelContent {
        var content = PanelContent()
        if !title.isEmpty { content.head = [Line(" " + title, .title)] }
        content.empty = reasons
        return content
    }
}

/// Everything that the rows depend on: equal keys, equal rows.
struct ProfileContentKey: Equatable {
    let facts: ProfileFacts.Key
    let state: ProfileState
    let opened: DetailState.Opened?
    let unfolded: Set<UInt64>
    let title: String
    let reasons: [String]
    let search: String
    let width: Int
    let glyphs: Glyphs

    init(_ input: ProfileInput, _ facts: ProfileFacts.Key) {
        self.facts = facts
        state = input.state
        opened = input.opened
        unfolded = input.unfolded
        title = input.title
        reasons = input.reasons
        search = input.search
        width = input.width
        glyphs = input.glyphs
    }
}
