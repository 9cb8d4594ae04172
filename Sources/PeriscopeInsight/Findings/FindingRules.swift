/// Finds what is worth a person's attention in a request.
package enum FindingRules {
    /// The weightiest first.
    package static func findings(in trace: RequestTrace, thresholds: Thresholds = .standard) -> [Finding] {
        []
    }
}
