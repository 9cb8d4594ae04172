package import PeriscopeInsight

/// What a list wants to know of a row; each costs a few comparisons, and nothing is unpacked.
extension RequestRecord {
    package var isOpen: Bool { state == .open }

    /// An uncaught error or a 5xx, never a 4xx: the design's rule.
    package var isError: Bool { Self.isError(state, status: status) }

    static func isError(_ state: State, status: Int?) -> Bool { state == .failed || (status ?? 0) >= 500 }

    /// Whether its time may be compared with others': ended well or badly, not a stream, not cut short by the client.
    package var isTimed: Bool { end != nil && !isStreamed && !isAborted }

    /// Nanoseconds so far: the duration, or for an open one the time from its start to now.
    ///
    /// Absent for lost ones.
    package func elapsed(at now: UnixNanoseconds) -> UInt64? {
        if let duration { return duration }
        guard state == .open else { return nil }
        let (difference, overflow) = now.subtractingReportingOverflow(startedAt)
        return overflow || difference < 0 ? 0 : UInt64(difference)
    }

    /// How slow it was; streams and open ones are not judged.
    package func slowness(_ thresholds: Thresholds = .standard) -> Severity {
        guard !isStreamed, let duration else { return .none }
        return thresholds.request.severity(of: duration)
    }

    /// How many its queries were.
    package func queryLoad(_ thresholds: Thresholds = .standard) -> Severity {
        thresholds.queriesInRequest.severity(of: UInt64(clamping: queryCount))
    }

    /// How slow its slowest query was.
    package func querySlowness(_ thresholds: Thresholds = .standard) -> Severity {
        thresholds.query.severity(of: slowestQueryDuration)
    }

    /// How slow its slowest render was.
    package func renderSlowness(_ thresholds: Thresholds = .standard) -> Severity {
        thresholds.render.severity(of: slowestRenderDuration)
    }

    /// The worst that can be said of it.
    package func severity(_ thresholds: Thresholds = .standard) -> Severity {
        if isError { return .bad }
        let time = max(slowness(thresholds), querySlowness(thresholds))
        let load = max(queryLoad(thresholds), renderSlowness(thresholds))
        return max(time, load, findings.severity, state == .lost ? .warn : .none)
    }
}
