package import PeriscopeHistory

/// The request being looked at: which panel, and where each panel stands.
package struct DetailState: Sendable {
    /// One thing of a panel's list.
    package enum Opened: Hashable, Sendable {
        case span(UInt64)
        /// Queries of one text, by the first of them.
        case group(UInt64)
        case log(Int)
        /// A function of the profile, by its `FunctionKey`.
        case function(UInt64)
    }

    /// An opened thing, and where its own rows stand.
    package struct Level: Sendable {
        package var opened: Opened
        package var cursor = CursorState()
    }

    /// Where a jump began, for the one step back from where it led.
    struct Return: Sendable {
        let view: UIState.View
        let panel: Panel
        let levels: [Level]
        /// Where it led, and how many things were opened there.
        let landing: Panel
        let landingLevels: Int
    }

    /// Whoever goes round in circles, from a template to its caller and back, forgets where they began.
    static let maximumLevels = 8

    package var isOpen = false
    package var request: RequestID?
    package var panel = Panel.overview
    /// Where each panel's rows stand, by `Panel.rawValue`.
    package var cursors: [CursorState] = Array(repeating: CursorState(), count: Panel.allCases.count + 1)
    /// What was opened in the panel, each from the one before.
    package var levels: [Level] = []
    /// Folded rows of the timeline and of the templates.
    package var folded: Set<UInt64> = []
    /// Rows of alike things that were unfolded.
    package var unfolded: Set<UInt64> = []
    package var isSQLGrouped = false
    package var queryOrder = QueryOrder.sequence
    package var isQueryOrderReversed = false
    package var shapeOrder = ShapeOrder.total
    package var isShapeOrderReversed = false
    package var showsHousekeeping = false
    package var areValuesInline = false
    package var isTimelineFlat = false
    package var areTemplatesFlat = false
    /// Log lines below this level are hidden; a raw `WireLogLevel`.
    package var minimumLevel = 0
    package var zoom = TimelineZoom()
    package var profile = ProfileState()
    /// Jumps that can be taken back, the last one last.
    private(set) var returns: [Return] = []

    package init() {}

    /// What decides which rows there are; where their cursors stand does not.
    struct Look: Equatable {
        let panel: Panel
        let opened: [Opened]
        let folded: Set<UInt64>
        let unfolded: Set<UInt64>
        let switches: [Bool]
        let orders: [Int]
        let minimumLevel: Int
        let zoom: TimelineZoom
    }

    var look: Look {
        Look(
            panel: panel, opened: levels.map(\.opened), folded: folded, unfolded: unfolded,
            switches: [
                isSQLGrouped, showsHousekeeping, areValuesInline, isTimelineFlat, areTemplatesFlat,
                isQueryOrderReversed, isShapeOrderReversed,
            ],
            orders: [queryOrder.rawValue, shapeOrder.rawValue], minimumLevel: minimumLevel, zoom: zoom)
    }

    package var opened: Opened? { levels.last?.opened }

    /// Of what is on screen: the opened thing, else the panel.
    package var cursor: CursorState {
        get { levels.last?.cursor ?? cursors[panel.rawValue] }
        set {
            if levels.isEmpty { cursors[panel.rawValue] = newValue } else { levels[levels.count - 1].cursor = newValue }
        }
    }

    package mutating func open(_ opened: Opened) {
        if levels.count >= Self.maximumLevels { levels.removeFirst() }
        levels.append(Level(opened: opened))
    }

    package mutating func show(_ panel: Panel) {
        if panel != self.panel {
            levels = []
            returns = []
        }
        self.panel = panel
    }

    /// Back to the top of every panel: another request is shown.
    ///
    /// How things are shown stays.
    package mutating func resetForRequest() {
        for index in cursors.indices { cursors[index] = CursorState() }
        levels = []
        folded = []
        unfolded = []
        zoom = TimelineZoom()
        profile.resetForRequest()
        returns = []
    }

    // MARK: Jumps

    /// Goes to another panel, or to something opened in it, and remembers where that began.
    mutating func jump(to landing: Panel, opening opened: [Opened] = [], from view: UIState.View) {
        let way = Return(
            view: view, panel: panel, levels: levels, landing: landing, landingLevels: opened.count)
        panel = landing
        levels = opened.map { Level(opened: $0) }
        returns.append(way)
        if returns.count > Self.maximumLevels { returns.removeFirst() }
    }

    /// The jump that led to where one is; nil where one has gone on from there.
    var wayBack: Return? {
        guard let way = returns.last, way.landing == panel, way.landingLevels == levels.count else { return nil }
        return way
    }

    /// Takes a jump within the request back.
    mutating func goBack(_ way: Return) {
        returns.removeLast()
        panel = way.panel
        levels = way.levels
    }
}
