package import PeriscopeHistory

/// Requests that a person wants as a file.
package struct RequestExport: Equatable, Sendable {
    package var requests: [RequestID]
    /// As the person typed it; relative to the viewer's working directory.
    package var path: String
    /// A file of that name is replaced; else the person is asked.
    package var mayReplace: Bool

    package init(requests: [RequestID], path: String, mayReplace: Bool = false) {
        self.requests = requests
        self.path = path
        self.mayReplace = mayReplace
    }
}
