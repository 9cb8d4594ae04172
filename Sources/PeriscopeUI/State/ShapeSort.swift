/// What the shapes of all queries are ordered by.
package enum ShapeSort: String, CaseIterable, Sendable {
    case total = "total time"
    case count
    case worst
    case requests
    case nPlusOnes = "N+1s"
    case shape
}
