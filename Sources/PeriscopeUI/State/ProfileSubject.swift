package import PeriscopeHistory

/// What a profile is of.
package enum ProfileSubject: Hashable, Sendable {
    case request(RequestID, span: UInt64?)
    /// The held requests of a route.
    case route(RouteSummary.ID)
    /// The requests that the list shows.
    case shown
    /// What belongs to no request of an app.
    case outside(AppID)
}
