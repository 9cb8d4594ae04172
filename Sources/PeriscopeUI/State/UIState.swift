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
        /// What the build of the child of `run` said.
        case build
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
    ///
    /// The one place where the state holds records: a copy of the history, which costs one copy of its table when the next
    /// request comes, and what is evicted meanwhile stays in memory until the view goes on. So rows in flight, Routes, Apps
    /// and the header's figures stand still, all of the same moment, and can still be filtered, sorted and opened.
    package struct Pause: Sendable {
        package let at: UnixNanoseconds
        /// Requests received until then.
        package let received: UInt64
        package fileprivate(set) var history: History
        /// Requests received since.
        package fileprivate(set) var new: UInt64 = 0

        init(at: UnixNanoseconds, history: History) {
            self.at = at
            self.history = history
            received = history.totals.received
        }
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
    package var run = RunState()
    package var overlay = Overlay.none
    package var search = SearchState()
    package var filtering = FilterPrompt()
    package var pause: Pause?
    package var isFollowing = true
    package var isZoomed = false
    package var isFooterHidden = false
    package var isWrapping = true
    package var timeFormat = TimeFormat.relative
    package var marks: Set<RequestID> = []
    package var flash: Flash?
    var hasSaidThatPasteIsText = false
    package var builds = BuildWatch()
    package var profiler = ProfilerWatch()
    package var sendings = SendingBook()
    /// What the palette did, the last first.
    package var recentActs: [PaletteAct] = []

    package init() {}

    /// What is looked at: while paused, the history as it was then.
    func seen(_ context: UIContext) -> UIContext {
        guard let pause else { return context }
        var seen = context
        seen.history = pause.history
        return seen
    }

    /// Counts what has come since the pause.
    mutating func countNew(_ history: History) {
        guard let pause else { return }
        // `P` switches what is on now.
        amendPaused { $0.takeProfilers(of: history) }
        let received = history.totals.received
        self.pause?.new = received > pause.received ? received - pause.received : 0
    }

    /// What is not news but knowledge holds while paused too: names of functions, ignored findings, pins.
    package mutating func amendPaused(_ change: (inout History) -> Void) {
        guard var pause else { return }
        self.pause = nil
        change(&pause.history)
        self.pause = pause
    }

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
        case .build: return .build
        case .requests:
            guard detail.isOpen, focus == .detail else { return .list }
            return detail.opened == nil ? .panel : .opened
        }
    }
}
