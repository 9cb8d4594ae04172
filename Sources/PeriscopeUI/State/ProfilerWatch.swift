package import PeriscopeHistory

/// Whether a person wants the servers profiled, and which were asked.
///
/// A server that starts anew is another process: it is asked again.
package struct ProfilerWatch: Sendable {
    package var isWanted = false
    /// Connected ones only, so it is as bounded as they are; each with how often it had connected by then.
    package var asked: [AppID: Int] = [:]

    package init() {}

    /// Whether it was asked since it last connected.
    func hasAsked(_ app: AppRecord) -> Bool { asked[app.id] == app.reconnects }

    /// All of the connected ones count as asked, those among them that cannot be or need not be too.
    mutating func noteAsked(_ connected: [AppRecord]) {
        asked = Dictionary(connected.map { ($0.id, $0.reconnects) }, uniquingKeysWith: { $1 })
    }
}
