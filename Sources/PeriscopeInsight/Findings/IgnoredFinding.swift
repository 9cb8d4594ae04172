/// A finding that a person does not want to be told of again: an entry of `ignore.yaml`.
package struct IgnoredFinding: Sendable, Hashable {
    package var kind: FindingKind
    /// Of the queries; nil where the kind has none.
    package var fingerprint: String?
    /// The app's function at the call site; nil means any.
    package var function: String?
    /// Method and route, such as `GET /reports/sales`, for the kinds without a fingerprint; nil means any, an empty one
    /// those that matched no route.
    package var route: String?

    package init(kind: FindingKind, fingerprint: String? = nil, function: String? = nil, route: String? = nil) {
        self.kind = kind
        self.fingerprint = fingerprint
        self.function = function
        self.route = route
    }

    /// What `I` writes down: what is about queries by fingerprint and function, wherever it happens next; the rest by
    /// route.
    ///
    /// A function that is not known is not asked for later; a route that is not known is: an error without a route is
    /// no reason to hide all errors.
    package init(ignoring finding: Finding, function: String?, route: String?) {
        kind = finding.kind
        if finding.fingerprint.isEmpty {
            self.route = route ?? ""
        } else {
            fingerprint = finding.fingerprint
            self.function = function
        }
    }

    /// Whether it means this finding, of a request of this route, begun in this function.
    package func matches(_ finding: Finding, function: String?, route: String?) -> Bool {
        guard kind == finding.kind else { return false }
        if let fingerprint, fingerprint != finding.fingerprint { return false }
        if let wanted = self.function, wanted != function { return false }
        if let wanted = self.route, wanted != route ?? "" { return false }
        return true
    }
}
