import PeriscopeHistory
import Screen

/// A profile on screen: in panel 8 of a request, or as a view of its own.
enum ProfilePane {
    /// Nanoseconds.
    private static let second: Int64 = 1_000_000_000

    /// What the panel of the opened request, or the view, shows.
    static func subject(_ state: UIState, _ context: UIContext) -> ProfileSubject? {
        if state.view == .profile { return state.wholeProfile.subject }
        guard let id = state.detail.request,
            let route = context.history.withRequest(id, { RouteSummary.ID(method: $0.method, route: $0.route) })
        else { return nil }
        let profile = state.detail.profile
        switch profile.reach {
        case .request: return .request(id, span: profile.span)
        case .route: return .route(route)
        case .shown: return .shown
        }
    }

    /// Made once for what it depends on.
    static func content(_ state: UIState, _ context: UIContext, width: Int, _ glyphs: Glyphs) -> PanelContent? {
        guard let subject = subject(state, context) else { return nil }
        let (facts, key) = facts(subject, state, context)
        let isWhole = state.view == .profile
        let profile = isWhole ? state.wholeProfile.profile : state.detail.profile
        let opened = isWhole ? state.wholeProfile.levels.last?.opened : state.detail.opened
        let format = Format(glyphs: glyphs)
        let loan = HistoryLoan(context.history)
        let input = ProfileInput(
            facts: facts, state: profile, opened: opened, unfolded: state.detail.unfolded,
            title: title(subject, isWhole: isWhole, state, context),
            reasons: facts.samples > 0
                ? [] : ProfileReasons(context: context, format: format).lines(subject, facts.extent),
            search: profile.mode == .flame && opened == nil ? state.search.text : "", width: width, glyphs: glyphs,
            loan: loan)
        return context.cache.profileContent(ProfileContentKey(input, key)) {
            defer { loan.end() }
            return input.content()
        }
    }

    static func facts(
        _ subject: ProfileSubject, _ state: UIState, _ context: UIContext
    ) -> (ProfileFacts, ProfileFacts.Key) {
        let history = context.history
        let clock = state.clock(context)
        let key: ProfileFacts.Key
        let isOne: Bool
        if case .request(let id, _) = subject {
            let (revision, isOpen) = history.withRequest(id) { (UInt64($0.revision), $0.state == .open) } ?? (0, false)
            key = .init(
                subject: subject, rules: nil, revision: revision, second: isOpen ? clock / second : 0,
                names: history.namesRevision)
            isOne = true
        } else {
            let rules = subject == .shown ? state.list.index.rules : nil
            key = .init(
                subject: subject, rules: rules, revision: history.revision,
                second: history.totals.open > 0 ? clock / second : 0, names: history.namesRevision)
            isOne = false
        }
        return context.cache.profile(key, at: isOne ? nil : context.now) {
            let extent = ProfileFacts.Extent(subject, list: state.list.index, history, clock: clock)
            return ProfileFacts(subject, extent, history)
        }
    }

    /// Of what, in words; empty where the pane's own title says it.
    private static func title(
        _ subject: ProfileSubject, isWhole: Bool, _ state: UIState, _ context: UIContext
    ) -> String {
        switch subject {
        case .request: return ""
        case .route(let route): return "All requests of \(route.method) \(route.route ?? "no route")"
        case .shown:
            let rules = state.list.index.rules
            return rules.isFiltering ? "All requests that the filter shows" : "All requests"
        case .outside(let id):
            let app = context.history.app(id)
            return "\(app?.name ?? "") \(app?.pid ?? 0), outside of requests"
        }
    }
}

extension UIState {
    /// Whether what has the focus is a profile.
    var isProfile: Bool {
        switch view {
        case .profile: true
        case .requests: detail.isOpen && focus == .detail && detail.panel == .profile
        case .routes, .apps, .compare, .build: false
        }
    }

    /// How the focused profile is looked at.
    var profile: ProfileState {
        get { view == .profile ? wholeProfile.profile : detail.profile }
        set {
            if view == .profile { wholeProfile.profile = newValue } else { detail.profile = newValue }
        }
    }

    /// Whether it is the flame graph, in which the cursor goes from box to box.
    var isFlame: Bool {
        guard isProfile, profile.mode == .flame else { return false }
        return view == .profile ? wholeProfile.levels.isEmpty : detail.levels.isEmpty
    }
}
