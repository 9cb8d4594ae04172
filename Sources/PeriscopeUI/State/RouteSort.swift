/// What the routes view is ordered by.
package enum RouteSort: String, CaseIterable, Sendable {
    case impact = "impact (total time)"
    case count
    case p50
    case p95
    case errors
    case queries = "queries per request"
    case sqlTime = "SQL time per request"
    case nPlusOnes = "requests with an N+1"
    case route
}
