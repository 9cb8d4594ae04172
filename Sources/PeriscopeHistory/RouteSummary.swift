/// All held requests of one method and route, noise and work in flight aside.
package struct RouteSummary: Sendable, Equatable, Identifiable {
    package struct ID: Hashable, Sendable {
        package var method: String
        /// Absent for requests that matched no route.
        package var route: String?

        package init(method: String, route: String?) {
            self.method = method
            self.route = route
        }
    }

    package let id: ID
    package var count = 0
    /// Percentiles in nanoseconds of those that have a time to compare; 0 where none has.
    package var p50: UInt64 = 0
    package var p95: UInt64 = 0
    package var p99: UInt64 = 0
    package var errors = 0
    /// Requests with an N+1.
    package var nPlusOnes = 0
    package var queries = 0
    package var queryDuration: UInt64 = 0
    /// The time of all of them together, nanoseconds: what mending this route could save.
    package var impact: UInt64 = 0
    /// The latest of them.
    package var newest: RequestID
    /// When it started.
    package var newestAt: UnixNanoseconds = 0

    init(id: ID, newest: RequestID) {
        self.id = id
        self.newest = newest
    }

    package var method: String { id.method }
    package var route: String? { id.route }

    package var queriesPerRequest: Double {
        count == 0 ? 0 : Double(queries) / Double(count)
    }

    /// Nanoseconds of SQL in a request, on average.
    package var queryDurationPerRequest: UInt64 {
        count == 0 ? 0 : queryDuration / UInt64(count)
    }
}
