internal import PeriscopeSQL

/// Small numbers for fingerprints and routes.
struct ShapeIndex {
    private(set) var fingerprints: [SQLFingerprint] = []
    private(set) var routes: [String] = []
    private var shapeNumbers: [SQLFingerprint: Int] = [:]
    private var routeNumbers: [RouteSummary.ID: Int] = [:]

    mutating func number(of fingerprint: SQLFingerprint) -> Int {
        if let number = shapeNumbers[fingerprint] { return number }
        shapeNumbers[fingerprint] = fingerprints.count
        fingerprints.append(fingerprint)
        return fingerprints.count - 1
    }

    mutating func number(of route: RouteSummary.ID) -> Int {
        if let number = routeNumbers[route] { return number }
        routeNumbers[route] = routes.count
        routes.append("\(route.method) \(route.route ?? "(no route)")")
        return routes.count - 1
    }
}
