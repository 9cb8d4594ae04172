/// What the SQL panel's queries are ordered by.
package enum QueryOrder: Int, CaseIterable, Sendable {
    case sequence, time, rows, findings, callSite, text, connection

    package var name: String {
        switch self {
        case .sequence: "order of running"
        case .time: "time"
        case .rows: "rows"
        case .findings: "flags"
        case .callSite: "call site"
        case .text: "query"
        case .connection: "connection"
        }
    }

    /// Whether the greatest stands first until it is reversed.
    var isDescending: Bool {
        switch self {
        case .time, .rows, .findings: true
        case .sequence, .callSite, .text, .connection: false
        }
    }
}
