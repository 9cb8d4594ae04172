package import PeriscopeHistory

/// Everything the toolbar remembers: ids, cursors, filters and scroll positions, never records.
package struct UIState: Sendable {
    /// What fills the screen.
    package enum View: Sendable {
        case requests
        case routes
        case apps
        /// A profile of several requests, or of what belongs to none.
        case profile
        /// Two requests side by side.
        case compare
    }

    /// Which pane the keys go to, where two are on screen.
    package enum Focus: Sendable {
        case list
        case detail
    }

    package enum TimeFormat: Sendable {
        /// How long ago; in a panel, since the request's start.
        case relative
        /// The wall clock.
        case clock
    }

    /// The view as it stood when it was paused.
    package struct Pause: Sendable {
        package var at: UnixNanoseconds
        /// Requests received until then.
        package var received: UInt64
    }

    /// A sentence that goes away by itself.
    package struct Flash: Sendable {
        package var text: String
        package var at: UnixNanoseconds
    }

    package var view = View.requests
    package var focus = Focus.list
    package var list = ListState()
    package var detail = DetailState()
    package var routes = WholeViewState()
    package var apps = WholeViewState()
    package var wholeProfile = WholeProfileState()
    package var comparison = CompareState()
    package var overlay = Overlay.none
    package var search = SearchState()
    package var pause: Pause?
    package var isFollowing = true
    package var isZoomed = false
    package var isFooterHidden = false
    package var isWrapping = true
    package var timeFormat = TimeFormat.relative
    package var marks: Set<RequestID> = []
    package var flash: Flash?
    package var builds = BuildWatch()
    package var profiler = ProfilerWatch()

    package init() {}

    /// The time to show: the one of the pause while paused.
    func clock(_ context: UIContext) -> UnixNanoseconds {
        pause?.at ?? context.now
    }

    /// Where a key goes first.
    var scope: Scope {
        switch view {
        case .routes: return .routes
        case .apps: return .apps
        case .profile: return .profile
        case .compare: return .compare
        case .requests:
            guard detail.isOpen, focus == .detail else { return .list }
            return detail.opened == nil ? .panel : .opened
        }
    }
}
