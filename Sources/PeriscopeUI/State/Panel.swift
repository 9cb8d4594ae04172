/// What can be seen of one request, by the number key that opens it.
package enum Panel: Int, CaseIterable, Sendable {
    case overview = 1
    case timeline
    case sql
    case templates
    case logs
    case request
    case calls
    case profile

    package var title: String {
        switch self {
        case .overview: "Overview"
        case .timeline: "Timeline"
        case .sql: "SQL"
        case .templates: "Templates"
        case .logs: "Logs"
        case .request: "Request"
        case .calls: "Calls"
        case .profile: "Profile"
        }
    }

    /// Where the tabs have little room.
    package var shortTitle: String {
        switch self {
        case .overview: "Over"
        case .timeline: "Time"
        case .templates: "Tpl"
        case .request: "Req"
        case .profile: "Prof"
        case .sql, .logs, .calls: title
        }
    }
}
