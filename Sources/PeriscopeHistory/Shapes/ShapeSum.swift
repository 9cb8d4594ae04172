internal import PeriscopeSQL

/// A shape's figures while they are added up.
struct ShapeSum {
    private var count = 0
    private var duration: UInt64 = 0
    private var requests = 0
    private var nPlusOnes = 0
    private var worst: (part: ShapeDigest.Part, request: RequestID)?
    /// Time and count by route; most shapes have one or two.
    private var routes: [(route: Int, duration: UInt64, count: Int)] = []
    /// By route its place there, once there are more than a few.
    private var places: [Int: Int] = [:]

    /// Past so many routes no further one is named.
    static let routeLimit = 512
    private static let few = 8

    /// No request of those added up ran it.
    var isEmpty: Bool { requests == 0 }

    mutating func add(_ part: ShapeDigest.Part, _ route: Int, _ request: RequestID) {
        count += part.count
        duration = duration.saturatingAdding(part.duration)
        requests += 1
        if part.isNPlusOne { nPlusOnes += 1 }
        if worst.map({ part.worst > $0.part.worst }) ?? true { worst = (part, request) }
        guard let position = place(of: route) else { return }
        routes[position].duration = routes[position].duration.saturatingAdding(part.duration)
        routes[position].count += part.count
    }

    /// Where a route is added up; costs a look-up.
    private mutating func place(of route: Int) -> Int? {
        let isFew = routes.count <= Self.few
        if let known = isFew ? routes.firstIndex(where: { $0.route == route }) : places[route] { return known }
        guard routes.count < Self.routeLimit else { return nil }
        places[route] = routes.count
        routes.append((route, 0, 0))
        return routes.count - 1
    }

    func shape(_ fingerprint: SQLFingerprint, routes names: [String]) -> QueryShape {
        let ordered = routes.sorted { ($0.duration, $0.count, $1.route) > ($1.duration, $1.count, $0.route) }
        let request = worst?.request ?? RequestID(app: AppID(0), span: 0)
        return QueryShape(
            fingerprint: fingerprint, count: count, duration: duration, worst: worst?.part.worst ?? 0,
            worstRequest: request, worstSpan: worst?.part.worstSpan ?? 0, requests: requests, nPlusOnes: nPlusOnes,
            routes: ordered.map { names[$0.route] }, app: request.app, stack: worst?.part.stack ?? 0)
    }
}
