package import PeriscopeHistory

/// A profile that a person wants as a file.
package struct ProfileExport: Equatable, Sendable {
    package enum Scope: Equatable, Sendable {
        /// Of one request; with a span, only of what ran in it and in those inside it.
        case request(RequestID, span: UInt64?)
        /// Of a route or of what the list shows: those that the profile on screen is made of.
        case requests([RequestID])
        /// What belongs to no request of an app.
        case outside(AppID)
    }

    package var scope: Scope
    /// As the person typed it; relative to the viewer's working directory.
    package var path: String

    package init(scope: Scope, path: String) {
        self.scope = scope
        self.path = path
    }
}
