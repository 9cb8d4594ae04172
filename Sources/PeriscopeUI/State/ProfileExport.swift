package import PeriscopeHistory

/// A profile that a person wants as a file.
package struct ProfileExport: Equatable, Sendable {
    package enum Scope: Equatable, Sendable {
        case request(RequestID)
        /// Of every held request of a route.
        case route(method: String, route: String?)
        /// Of what the list shows, or of one route's newest: whatever was on screen.
        case requests([RequestID])
        /// What belongs to no request of an app.
        case outside(AppID)
        /// Of every held request, and of what belongs to none.
        case everything
    }

    package var scope: Scope
    /// As the person typed it; relative to the viewer's working directory.
    package var path: String

    package init(scope: Scope, path: String) {
        self.scope = scope
        self.path = path
    }
}
