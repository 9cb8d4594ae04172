internal import PeriscopeInsight

/// By what a history judges its requests.
struct FindingSettings: Sendable, Equatable {
    var thresholds = Thresholds.standard
    var ignored: Set<IgnoredFinding> = []
}
