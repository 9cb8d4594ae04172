package import PeriscopeSQL
internal import PeriscopeWire

/// Two requests held against each other: values in, a value out.
///
/// Bounded: 10,000 queries a side, and bodies as far as they were captured. Nothing in it depends on a clock.
package struct RequestDiff: Sendable {
    package let sides: Pair<ComparedRequest>
    package let phases: Pair<PhaseTimes>
    package let queries: QueryDiff
    package let renders: RenderDiff
    package let logs: LogDiff
    package let findings: FindingDiff
    package let fields: FieldDiff
    package let requestBody: BodyDiff
    package let responseBody: BodyDiff
    /// False where one is of a debug build and the other of a release build: then no time is told.
    package let canCompareTimes: Bool
    /// Both are of one process, and so are the hashes of what is masked.
    package let isOneProcess: Bool

    package init(_ sides: Pair<ComparedRequest>, fingerprint: (String) -> SQLFingerprint = SQLFingerprint.of) {
        self.sides = sides
        isOneProcess = sides.base.request.id.app == sides.other.request.id.app
        let configurations = sides.map { $0.app?.configuration ?? .unspecified }
        canCompareTimes = isOneProcess || configurations.isEqual
        phases = sides.map { PhaseTimes($0.request, spans: $0.spans) }
        queries = QueryDiff(sides, canCompareMasks: isOneProcess, fingerprint: fingerprint)
        renders = RenderDiff(sides)
        logs = LogDiff(sides)
        findings = FindingDiff(sides.map(\.findings))
        let requests = sides.map(\.request)
        fields = FieldDiff(requests, canCompareMasks: isOneProcess)
        requestBody = BodyDiff(requests.map(\.requestBody))
        responseBody = BodyDiff(requests.map(\.responseBody))
    }

    package var requests: Pair<RequestRecord> { sides.map(\.request) }

    /// Whether a time is worth a colour: it differs by a tenth and by a millisecond, what a laptop's other work makes of
    /// a time by itself.
    ///
    /// The same margin that `BuildComparison.usual` has at least.
    package static func isTimeNews(_ time: Pair<UInt64>) -> Bool {
        let (low, high) = (min(time.base, time.other), max(time.base, time.other))
        return high - low > max(1_000_000, max(time.base, 1) / 10)
    }
}
