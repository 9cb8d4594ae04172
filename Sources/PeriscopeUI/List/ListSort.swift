import PeriscopeHistory

/// What the request list is ordered by.
///
/// The greatest first, unless reversed.
package enum ListSort: String, CaseIterable, Sendable {
    case arrival = "newest"
    case duration = "time"
    case queries = "number of queries"
    case sqlTime = "SQL time"
    case renders = "number of renders"
    case status
    case size = "response size"

    /// What a request is ordered by; equal ones stay in order of arrival.
    func key(_ request: RequestRecord) -> UInt64 {
        withUnsafePointer(to: request) { key($0) }
    }

    func key(_ request: LentRequest) -> UInt64 {
        switch self {
        case .arrival: request.pointee.sequence
        case .duration: request.duration ?? 0
        case .queries: UInt64(max(0, request.pointee.queryCount))
        case .sqlTime: request.pointee.queryDuration
        case .renders: UInt64(max(0, request.pointee.renderCount))
        case .status: UInt64(max(0, request.pointee.status ?? 0))
        case .size: request.pointee.responseBodyBytes ?? 0
        }
    }
}
