/// A finding that a person does not want to be told of again: an entry of `ignore.yaml`.
package struct IgnoredFinding: Sendable, Hashable {
    package var kind: FindingKind
    /// Of the queries; nil where the kind has none.
    package var fingerprint: String?
    /// The app's function at the call site; nil means any.
    package var function: String?
    /// Method and route, such as `GET /reports/sales`, for the kinds without a fingerprint; nil means any.
    package var route: String?

    package init(kind: FindingKind, fingerprint: String? = nil, function: String? = nil, route: String? = nil) {
        self.kind = kind
        self.fingerprint = fingerprint
        self.function = function
        self.route = route
    }
}
