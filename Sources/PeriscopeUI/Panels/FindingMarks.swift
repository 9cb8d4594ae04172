import PeriscopeHistory
import PeriscopeInsight

/// Which spans a request's findings are about.
struct FindingMarks {
    /// What tells the spans of a large finding, which names only its first ones.
    private struct Alike: Hashable {
        let sql: String
        let stack: UInt64
        let parent: UInt64
    }

    private var places: [UInt64: Int] = [:]
    private var alike: [Alike: Int] = [:]
    /// Spans that a finding of equal queries names, whatever else they are part of.
    private var duplicates: Set<UInt64> = []

    init(_ findings: [Finding], _ spans: [SpanRecord]) {
        var named: [UInt64: SpanRecord] = [:]
        if findings.contains(where: { $0.count > $0.spans.count }) {
            named = Dictionary(spans.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        }
        // Those of one query; a count of queries in all is about none of them in particular.
        for (place, finding) in findings.enumerated() where Self.marksSpans(finding.kind) {
            for span in finding.spans where places[span] == nil { places[span] = place }
            if finding.kind == .duplicateQuery { duplicates.formUnion(finding.spans) }
            guard finding.count > finding.spans.count else { continue }
            for span in finding.spans {
                guard let key = named[span].flatMap(Self.key), alike[key] == nil else { continue }
                alike[key] = place
            }
        }
    }

    private static func marksSpans(_ kind: FindingKind) -> Bool {
        switch kind {
        case .nPlusOne, .duplicateQuery, .slowQuery, .slowRender, .error: true
        case .manyQueries, .slowRequest, .gap: false
        }
    }

    private static func key(_ span: SpanRecord) -> Alike? {
        span.query.map { Alike(sql: $0.sql, stack: span.stack, parent: span.parent) }
    }

    func isDuplicate(_ span: UInt64) -> Bool { duplicates.contains(span) }

    /// The place of the weightiest finding that a span is part of.
    func place(of span: SpanRecord) -> Int? {
        if let place = places[span.id] { return place }
        guard !alike.isEmpty, let key = Self.key(span) else { return nil }
        return alike[key]
    }
}
