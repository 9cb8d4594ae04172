package import PeriscopeHistory

/// Requests that a person wants as a file.
package struct RequestExport: Equatable, Sendable {
    package var requests: [RequestID]
    /// As the person typed it; relative to the viewer's working directory.
    package var path: String

    package init(requests: [RequestID], path: String) {
        self.requests = requests
        self.path = path
    }
}
