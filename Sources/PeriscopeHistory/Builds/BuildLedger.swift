internal import PeriscopeInsight

/// What routes cost in each build, kept apart from the requests.
///
/// It is written as requests end and is not lessened when they are evicted or cleared: a person who mends a query clears
/// the list, builds and looks, and then wants to know how it was before; and a busy new build evicts the old one's
/// requests within seconds. Bounded by itself.
struct BuildLedger: Sendable {
    static let laneLimit = 4_096
    /// Builds of one route.
    static let buildLimit = 16
    /// Routes times builds.
    static let entryLimit = 4_096
    static let textBytes = 16 << 20

    /// A route of an app name and configuration, in all builds.
    struct Lane: Sendable {
        let key: Key
        /// The lowest number first.
        fileprivate(set) var builds: [RouteBuild] = []
        /// Of the newest request.
        fileprivate(set) var newest: UInt64 = 0
        /// Its build: not the highest number where an older binary was started again.
        fileprivate(set) var newestBuild = 0

        func position(of number: Int) -> Int? {
            builds.lastIndex { $0.number == number }
        }

        /// The build before.
        func previous(before number: Int) -> RouteBuild? {
            builds.last { $0.number < number }
        }
    }

    struct Key: Hashable, Sendable {
        /// As the roster numbers app names and configurations.
        var family: Int
        var method: String
        var route: String
    }

    private(set) var lanes: [Lane] = []
    private var positions: [Key: Int] = [:]
    private var entries = 0
    private var room = textBytes
    /// Grows with every change.
    private(set) var version: UInt64 = 0

    func position(_ key: Key) -> Int? { positions[key] }

    mutating func add(_ run: RouteRun, to key: Key, build number: Int) {
        guard let lane = positions[key] ?? newLane(key) else { return }
        let build = lanes[lane].position(of: number) ?? newBuild(number, in: lane)
        lanes[lane].builds[build].add(run, room: &room)
        if run.sequence >= lanes[lane].newest {
            lanes[lane].newest = run.sequence
            lanes[lane].newestBuild = number
        }
        note(build, of: lane)
        if entries > Self.entryLimit { trim() }
    }

    /// A request that is in already had news.
    mutating func amend(_ run: RouteRun, hadNPlusOne: Bool, in key: Key, build number: Int) {
        guard let lane = positions[key], let build = lanes[lane].position(of: number) else { return }
        lanes[lane].builds[build].amend(run, hadNPlusOne: hadNPlusOne, room: &room)
        note(build, of: lane)
    }

    /// Other requests than before have an N+1, by another judgement.
    mutating func countNPlusOne(in place: (key: Key, build: Int)?, by step: Int) {
        guard let place, let lane = positions[place.key], let build = lanes[lane].position(of: place.build) else {
            return
        }
        lanes[lane].builds[build].countNPlusOne(by: step)
        note(build, of: lane)
    }

    private mutating func note(_ build: Int, of lane: Int) {
        version += 1
        lanes[lane].builds[build].version = version
    }

    private mutating func newLane(_ key: Key) -> Int? {
        guard lanes.count < Self.laneLimit else { return nil }
        positions[key] = lanes.count
        lanes.append(Lane(key: key))
        return lanes.count - 1
    }

    private mutating func newBuild(_ number: Int, in lane: Int) -> Int {
        if lanes[lane].builds.count >= Self.buildLimit { drop(1, of: lane) }
        let place = lanes[lane].builds.firstIndex { $0.number > number } ?? lanes[lane].builds.count
        lanes[lane].builds.insert(RouteBuild(number: number), at: place)
        entries += 1
        return place
    }

    /// Keeps of each route the two newest builds.
    ///
    /// If that is not enough, routes that were not run for long keep none.
    private mutating func trim() {
        for lane in lanes.indices { drop(lanes[lane].builds.count - 2, of: lane) }
        guard entries > Self.entryLimit else { return }
        for lane in lanes.indices.sorted(by: { lanes[$0].newest < lanes[$1].newest }).prefix(lanes.count / 2) {
            drop(lanes[lane].builds.count, of: lane)
        }
    }

    private mutating func drop(_ count: Int, of lane: Int) {
        guard count > 0 else { return }
        room += lanes[lane].builds.prefix(count).reduce(0) { $0 + $1.textBytes }
        lanes[lane].builds.removeFirst(count)
        entries -= count
    }
}
