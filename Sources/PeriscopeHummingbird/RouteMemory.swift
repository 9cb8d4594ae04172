import Synchronization

/// Which routes had a wrapped middleware inside when they were last called.
final class RouteMemory: Sendable {
    /// Routes are the app's own and few; past this many none are added, and their handler spans come when they end.
    private static let limit = 4096

    private let routes = Mutex<[String: Bool]>([:])

    /// Nil for a route that was not called yet.
    func hasTracedInside(_ route: String) -> Bool? {
        routes.withLock { $0[route] }
    }

    func remember(_ route: String, hasTracedInside: Bool) {
        routes.withLock { routes in
            guard routes.count < Self.limit || routes[route] != nil else { return }
            routes[route] = hasTracedInside
        }
    }
}
