import PeriscopeHistory
import PeriscopeInsight
import Screen

/// Profiles: what is looked at, and how.
extension UIState {
    // MARK: Opening

    /// `8`: in the list and the panels of the request, in Routes of the route, in Apps of what no request is in.
    mutating func openProfile(_ context: UIContext) -> [UIEffect] {
        switch view {
        case .requests, .compare: return show(.profile, context)
        case .profile: view = wholeProfile.origin
        case .routes:
            guard !routes.showsShapes, let content = content(context), content.count > 0,
                case .route(let id) = content.key(cursorIndex)
            else {
                say("Choose a route first", context)
                return []
            }
            openWholeProfile(.route(id))
        case .apps, .build:
            let apps = context.history.apps
            guard let app = apps.last(where: { $0.connection == .connected }) ?? apps.last else {
                say("No server has connected yet", context)
                return []
            }
            openWholeProfile(.outside(app.id))
        }
        return []
    }

    /// `A`: of every request that the list shows.
    mutating func openProfileOfAll() {
        openWholeProfile(.shown)
    }

    private mutating func openWholeProfile(_ subject: ProfileSubject) {
        if view != .profile { wholeProfile.origin = view }
        view = .profile
        show(subject)
    }

    private mutating func show(_ subject: ProfileSubject) {
        wholeProfile.subject = subject
        wholeProfile.profile.resetForRequest()
        wholeProfile.levels = []
        wholeProfile.cursor = CursorState()
    }

    /// `c`: what ran in the selected span, and in those inside it.
    mutating func profileSpan(_ context: UIContext) -> [UIEffect] {
        guard view == .requests, scope != .list else { return [] }
        guard let span = selectedSpan(context) else {
            say("Choose one span first: 2 shows them", context)
            return []
        }
        detail.jump(to: .profile, from: .requests)
        detail.profile.resetForRequest()
        detail.profile.span = span
        detail.cursor = CursorState()
        return []
    }

    private func selectedSpan(_ context: UIContext) -> UInt64? {
        if case .span(let id) = detail.opened { return id }
        guard let content = content(context), content.count > 0 else { return nil }
        switch content.key(cursorIndex) {
        case .span(let id): return id
        case .spans:
            guard let jump = content.jumps(cursorIndex), case .span(let id) = jump.key else { return nil }
            return id
        default:
            guard case .span(let id) = content.opens(cursorIndex) else { return nil }
            return id
        }
    }

    // MARK: How it is looked at

    mutating func toggleProfileMode(_ context: UIContext) {
        guard (content(context)?.count ?? 0) > 0 else { return say("No samples to show another way", context) }
        profile.mode = profile.mode.next
        forgetProfilePlace()
    }

    /// More requests: the route's, then all that the list shows, then this one again.
    mutating func widenProfile(_ context: UIContext) {
        if view == .profile {
            switch wholeProfile.subject {
            case .route: show(.shown)
            case .shown, .request: say("These are all; f in the list filters them", context)
            case .outside: say("What belongs to no request has no route", context)
            }
            return
        }
        let next: [ProfileState.Reach: ProfileState.Reach] = [.request: .route, .route: .shown, .shown: .request]
        profile.reach = next[profile.reach] ?? .request
        profile.span = nil
        forgetProfilePlace()
    }

    /// The frames of libraries and of the runtime: their groups unfolded, their boxes drawn.
    mutating func toggleAllFrames(_ context: UIContext) {
        guard isProfile else {
            say("8 shows the profile; A shows all of its frames", context)
            return
        }
        guard profile.mode != .flame else {
            profile.showsAllFrames.toggle()
            return
        }
        guard content(context).map({ $0.count > 0 }) ?? false else {
            return say("No samples to show frames of", context)
        }
        let keys = [ProfileFrame.Origin.library, .runtime].map(HotFunctionRows.foldKey)
        let isOpen = keys.allSatisfy(detail.unfolded.contains)
        for key in keys { if isOpen { detail.unfolded.remove(key) } else { detail.unfolded.insert(key) } }
    }

    mutating func sortProfile(_ place: Int) {
        guard ProfileOrder.allCases.indices.contains(place) else { return }
        profile.order = ProfileOrder.allCases[place]
        profile.isReversed = false
        focusedCursor = CursorState()
    }

    mutating func reverseProfile() {
        profile.isReversed.toggle()
        focusedCursor = CursorState()
    }

    private mutating func forgetProfilePlace() {
        profile.zooms = []
        profile.box = FlamePath()
        if view == .profile { wholeProfile.levels = [] } else { detail.levels = [] }
        focusedCursor = CursorState()
    }

    /// One step back inside of a profile; false where there is none.
    mutating func stepBackInProfile() -> Bool {
        if view == .profile, !wholeProfile.levels.isEmpty {
            wholeProfile.levels.removeLast()
            return true
        }
        guard view == .profile || detail.levels.isEmpty else { return false }
        if isFlame, !profile.zooms.isEmpty {
            profile.zooms.removeLast()
            return true
        }
        guard profile.span != nil else { return false }
        profile.span = nil
        forgetProfilePlace()
        return true
    }

    // MARK: Next and previous

    /// `J` and `K`: the next function of the list, the next route, the next app.
    mutating func moveProfile(by offset: Int, _ context: UIContext) {
        if let opened = wholeProfile.levels.last?.opened { return moveFunction(opened, by: offset, context) }
        switch wholeProfile.subject {
        case .route(let id):
            var behind = self
            behind.view = .routes
            guard let content = behind.content(context), let place = content.index(of: .route(id)),
                place + offset >= 0, place + offset < content.count, case .route(let next) = content.key(place + offset)
            else { return }
            show(.route(next))
        case .outside(let id):
            let apps = context.history.apps.map(\.id)
            guard let place = apps.firstIndex(of: id), apps.indices.contains(place + offset) else { return }
            show(.outside(apps[place + offset]))
        case .shown, .request: say("This is one profile of several requests; J and K go from route to route", context)
        }
    }

    private mutating func moveFunction(_ opened: DetailState.Opened, by offset: Int, _ context: UIContext) {
        var outer = self
        outer.wholeProfile.levels.removeLast()
        guard let content = outer.content(context), let place = content.index(opening: opened),
            let next = content.opens(place + offset)
        else { return }
        outer.moveCursor(to: place + offset, content, context)
        outer.wholeProfile.open(next)
        self = outer
    }
}
