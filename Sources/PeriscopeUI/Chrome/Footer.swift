import PeriscopeHistory
import Screen

/// The bottom line: the keys that matter now, from the key table.
///
/// Only whole pairs; help is always there.
struct Footer {
    /// What a click on a pair does.
    enum Act: Equatable {
        case command(Command)
        /// Where something lies over the view and takes the keys.
        case key(Key)
    }

    struct Item {
        let act: Act
        let x: Int
        let width: Int
        let key: String
        let label: String
    }

    let items: [Item]

    init(state: UIState, context: UIContext, width: Int, glyphs: Glyphs) {
        let names = KeyNames(glyphs: glyphs)
        let keys = context.environment.keys
        if let pairs = FooterPair.pairs(over: state.overlay, keys, state.scope, names) {
            items = Self.placed(pairs, last: nil, width: width)
            return
        }
        let help = keys.keys(of: .help).first.map {
            FooterPair(act: .command(.help), key: names.name($0), label: "help")
        }
        items = Self.placed(Self.pairs(state, context, names), last: help, width: width)
    }

    /// As many whole pairs as there is room for, and the last one always.
    private static func placed(_ pairs: [FooterPair], last: FooterPair?, width: Int) -> [Item] {
        let end = width - 1 - (last.map(\.width) ?? -2)
        var items: [Item] = []
        var x = 1
        func item(_ pair: FooterPair) -> Item {
            Item(act: pair.act, x: x, width: pair.width, key: pair.key, label: pair.label)
        }
        for pair in pairs {
            guard x + pair.width + 2 <= end else { break }
            items.append(item(pair))
            x += pair.width + 2
        }
        if let last { items.append(item(last)) }
        return items
    }

    /// What can be done in the view.
    private static func pairs(_ state: UIState, _ context: UIContext, _ names: KeyNames) -> [FooterPair] {
        let scope = state.scope
        let hints = context.environment.keys.bindings.flatMap { binding in
            binding.hints.filter { $0.scope.contains(scope) && !binding.keys.isEmpty }.map { (binding, $0) }
        }
        let useful = hints.filter { isUseful($0.0.command, state, context) }.sorted {
            rank($0.0.command, $0.1, state, context) < rank($1.0.command, $1.1, state, context)
        }
        return useful.map { binding, hint in
            FooterPair(
                act: .command(binding.command), key: hint.keys ?? binding.keys.first.map(names.name) ?? "",
                label: label(hint.label, binding.command, state))
        }
    }

    /// In a profile, its other forms and how far it looks come before most other keys.
    private static func rank(
        _ command: Command, _ hint: Binding.Hint, _ state: UIState, _ context: UIContext
    ) -> Double {
        if command == .pause, state.pause != nil { return -1 }
        guard state.isProfile else { return Double(hint.rank) }
        switch command {
        case .toggleTree: return 2.5
        case .showHidden: return 2.6
        case .profiler where !hasSamples(state, context): return 1.5
        default: return Double(hint.rank)
        }
    }

    /// A pair that would do nothing now is not shown.
    private static func isUseful(_ command: Command, _ state: UIState, _ context: UIContext) -> Bool {
        let detail = state.detail
        if context.environment.hub.isFile, asksServer(command) { return false }
        // Beside the list, only where it is worth knowing how to go on.
        let isLive = state.scope == .list && !context.environment.hub.isFile
        if command == .pause, !isLive { return state.pause != nil }
        if state.scope == .list, state.list.cursorRequest == nil, needsRequest(command) { return false }
        if state.view == .compare { return true }
        if state.isProfile, let isUseful = isUsefulInProfile(command, state, context) { return isUseful }
        switch command {
        case .allFrames, .export: return false
        case .profileSpan: return detail.panel == .timeline && hasProfiler(context)
        case .profiler: return state.view == .apps
        case .profile: return hasProfiler(context)
        case .toggleTree:
            if state.scope == .routes { return true }
            if case .span = detail.opened { return detail.panel == .sql }
            return detail.opened == nil && [.sql, .timeline, .templates].contains(detail.panel)
        case .zoomIn: return detail.panel == .timeline || detail.panel == .logs
        case .zoomPane: return detail.isOpen
        case .nextPane: return SizeClass(context.size).hasTwoPanes
        case .showHidden:
            return state.scope == .list ? context.history.totals.noise > 0 : detail.panel == .sql
        case .clearFilter: return state.list.index.rules.isFiltering
        case .open: return state.scope != .panel || detail.panel != .request
        case .follow: return !state.isFollowing
        case .restartChild: return context.environment.child != nil
        case .plan, .editSource, .ignore, .sort: return isForRow(command, state)
        case .wrap: return [.request, .logs].contains(detail.panel)
        default: return true
        }
    }

    /// What does nothing with requests of a file.
    private static func asksServer(_ command: Command) -> Bool {
        switch command {
        case .profiler, .plan, .follow: true
        default: false
        }
    }

    /// By the panel, not by its row: a footer that changes with every step of the cursor is not read.
    private static func isForRow(_ command: Command, _ state: UIState) -> Bool {
        let panel = state.detail.panel
        switch command {
        case .plan: return panel == .sql
        case .ignore: return panel == .overview
        case .sort: return state.scope != .panel || panel == .sql
        case .editSource where state.view == .build: return true
        default: return state.view == .routes ? state.routes.showsShapes : ![.request, .calls].contains(panel)
        }
    }

    /// In a profile; nil where what holds elsewhere holds here.
    private static func isUsefulInProfile(
        _ command: Command, _ state: UIState, _ context: UIContext
    ) -> Bool? {
        // Where nothing was sampled, the panel tells one to press `P`.
        guard hasSamples(state, context) else { return isUsefulWithoutSamples(command, state) }
        let isOpened = state.view == .profile ? !state.wholeProfile.levels.isEmpty : !state.detail.levels.isEmpty
        switch command {
        case .toggleTree, .export: return !isOpened
        case .showHidden: return !isOpened && (state.view != .profile || isOfRoute(state.wholeProfile.subject))
        case .allFrames: return !isOpened && state.profile.mode != .spans
        case .sort: return !isOpened && state.profile.mode != .flame
        case .profiler, .editSource: return true
        case .profileSpan, .profile, .profileAll, .wrap, .plan, .ignore: return false
        default: return nil
        }
    }

    private static func isUsefulWithoutSamples(_ command: Command, _ state: UIState) -> Bool? {
        switch command {
        case .profiler: return true
        case .showHidden: return state.view != .profile || isOfRoute(state.wholeProfile.subject)
        case .open, .search, .toggleTree, .allFrames, .sort, .export, .editSource, .profileSpan, .profile,
            .profileAll, .wrap, .plan, .ignore:
            return false
        default: return nil
        }
    }

    private static func hasSamples(_ state: UIState, _ context: UIContext) -> Bool {
        (state.content(context)?.count ?? 0) > 0
    }

    /// Of more requests, only a route's profile can be made.
    private static func isOfRoute(_ subject: ProfileSubject) -> Bool {
        if case .route = subject { true } else { false }
    }

    private static func hasProfiler(_ context: UIContext) -> Bool {
        context.history.apps.contains { $0.profiler?.isOn ?? false }
    }

    private static func needsRequest(_ command: Command) -> Bool {
        switch command {
        case .open, .overview, .mark, .copy, .nextProblem, .sendAgain, .compare, .sort, .pause, .search: true
        default: false
        }
    }

    /// What the key does now.
    private static func label(_ label: String, _ command: Command, _ state: UIState) -> String {
        switch command {
        case .pause where state.pause != nil: return "go on"
        case .compare where state.view == .compare:
            return state.comparison.partner + 1 < state.comparison.partners.count ? "with another" : "close"
        case .showHidden where state.view == .compare:
            return state.comparison.showsSame ? "differences" : "the same too"
        case .zoomPane where state.isZoomed: return "restore"
        case .open where state.scope == .routes && state.routes.showsShapes: return "worst query"
        case .open where state.isFlame: return "zoom in"
        case .toggleTree where state.isProfile: return state.profile.mode.next.name
        case .showHidden where state.isProfile: return reach(state)
        case .allFrames where state.isFlame && state.profile.showsAllFrames: return "own code"
        case .toggleTree where state.scope == .routes: return state.routes.showsShapes ? "routes" : "shapes"
        case .toggleTree where state.scope == .panel:
            if state.detail.panel == .sql { return state.detail.isSQLGrouped ? "in order" : "group" }
            let isFlat = state.detail.panel == .timeline ? state.detail.isTimelineFlat : state.detail.areTemplatesFlat
            return isFlat ? "tree" : "flat"
        case .zoomIn where state.detail.panel == .logs: return "levels"
        default: return label
        }
    }

    private static func reach(_ state: UIState) -> String {
        if state.view == .profile { return "all requests" }
        switch state.profile.reach {
        case .request: return "its route"
        case .route: return "all requests"
        case .shown: return "this request"
        }
    }

    func act(at x: Int) -> Act? {
        items.first { x >= $0.x && x < $0.x + $0.width }?.act
    }

    var line: Line {
        var line = Line()
        for item in items {
            line.move(to: item.x)
            line.add(item.key + " ", .keyHint)
            line.add(item.label, .footer)
        }
        return line
    }
}
