import PeriscopeHistory
import PeriscopeInsight

/// A profile, and what is worked out of it once for every key and frame.
///
/// The parts that cost are worked out when they are first asked for.
final class ProfileFacts {
    /// Which state of what the profile is made of.
    struct Key: Equatable {
        let subject: ProfileSubject
        /// Of the list, where the profile is of what it shows.
        let rules: ListIndex.Rules?
        let revision: UInt64
        /// Where a request in it is in flight, whose time goes by without news; else 0.
        let second: Int64
        /// Grows with every name of a function.
        let names: UInt64

        func isSameSubject(as other: Key) -> Bool { subject == other.subject && rules == other.rules }
    }

    /// Of one thing that was profiled: which requests, and how long they took.
    struct Extent {
        /// Those that were sampled.
        var requests: [RequestID] = []
        /// Those that the profiler did not see: it was off, or is none.
        var unsampled = 0
        /// Sampled ones that were left out, since they are too many.
        var cut = 0
        /// Of the sampled ones together, open ones up to now, nanoseconds; 0 where that is not known.
        var wall: UInt64 = 0
        /// That the servers told of, with their functions or without.
        var samples: UInt64 = 0
    }

    /// Of a route or of everything, so many of the newest requests are looked at.
    static let maximumRequests = 2_000

    let subject: ProfileSubject
    let extent: Extent
    let profile: CPUProfile
    /// The functions; nobody counted their spans yet.
    private(set) lazy var hot: [HotFunction] = profile.hotFunctions
    private var counted: [HotFunction]?
    /// The app's own frames only, each with what the libraries under it used.
    private(set) lazy var folded: CPUProfile = profile.folded(showing: [.app])
    private var times: [SpanTime]?
    private var layouts: [(key: LayoutKey, layout: FlameLayout)] = []

    private struct LayoutKey: Equatable {
        let root: FlamePath
        let width: Int
        let showsAllFrames: Bool
    }

    /// Costs what the history asks for the samples of the requests.
    init(_ subject: ProfileSubject, _ extent: Extent, _ history: History) {
        self.subject = subject
        self.extent = extent
        switch subject {
        case .request(let id, let span):
            profile = history.profile(of: CollectionOfOne(id), span: span)
        case .route, .shown:
            profile = history.profile(of: extent.requests)
        case .outside(let app):
            profile = history.outsideProfile(of: app)
        }
    }

    var samples: UInt64 { profile.samples }
    /// Nanoseconds.
    var cpu: UInt64 { time(profile.samples) }

    /// CPU time for so many samples, nanoseconds.
    func time(_ samples: UInt64) -> UInt64 { profile.nanoseconds(of: samples) }

    /// The functions, with how many spans each opened; worked out when first asked for, in a pass over the requests'
    /// spans.
    func countedFunctions(_ history: History) -> [HotFunction] {
        if let counted { return counted }
        let counts: [ProfileFunction: Int] =
            switch subject {
            // Of one span, nobody counted.
            case .request(let id, let span): span == nil ? history.callCounts(of: CollectionOfOne(id)) : [:]
            case .route, .shown: history.callCounts(of: extent.requests)
            case .outside: [:]
            }
        let made = hot.map { hot in
            var hot = hot
            hot.calls = counts[hot.function]
            return hot
        }
        counted = made
        return made
    }

    /// The named spans of the requests; worked out when first asked for, in a pass over their spans.
    func spanTimes(_ history: History) -> [SpanTime] {
        if let times { return times }
        let ids: [RequestID] =
            switch subject {
            case .request(let id, _): [id]
            case .route, .shown: extent.requests
            case .outside: []
            }
        let made = history.spanTimes(of: ids)
        times = made
        return made
    }

    /// The flame graph at a width, kept for the last few.
    func layout(root: FlamePath, width: Int, showsAllFrames: Bool) -> FlameLayout {
        let key = LayoutKey(root: root, width: width, showsAllFrames: showsAllFrames)
        if let held = layouts.first(where: { $0.key == key }) { return held.layout }
        let made = FlameLayout(showsAllFrames ? profile : folded, root: root, width: width)
        layouts.insert((key, made), at: 0)
        if layouts.count > 4 { layouts.removeLast() }
        return made
    }
}
