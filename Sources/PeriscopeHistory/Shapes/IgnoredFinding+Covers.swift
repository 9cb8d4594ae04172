internal import PeriscopeInsight

extension IgnoredFinding {
    /// Whether it means this finding; what it does not say may be anything.
    ///
    /// One that names a function does not cover a finding whose call site has no name yet.
    func covers(_ finding: Finding, route: String, function: @autoclosure () -> String?) -> Bool {
        guard kind == finding.kind else { return false }
        if let fingerprint, fingerprint != finding.fingerprint { return false }
        if let ignoredRoute = self.route, ignoredRoute != route { return false }
        if let ignoredFunction = self.function, ignoredFunction != function() { return false }
        return true
    }
}
