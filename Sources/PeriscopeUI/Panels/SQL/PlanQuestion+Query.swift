import PeriscopeHistory
import PeriscopeWire

extension PlanQuestion {
    /// The question for a query's plan; nil where its text was cut, which no database could read.
    ///
    /// A value that is masked or cut is asked with as null, and so the plan may be another.
    init?(_ query: QueryRecord, span: UInt64, of request: RequestID) {
        guard query.sqlTruncatedBytes == 0 else { return nil }
        self.init(
            key: Key(request: request, span: span), system: query.system, namespace: query.namespace, sql: query.sql,
            values: query.values.map(Self.value))
    }

    /// Values that the plan was asked with as null in place of what they were.
    static func nulls(of query: QueryRecord) -> Int {
        let unknown = query.values.count { $0.mask != 0 || $0.truncatedBytes > 0 }
        let (sum, isOver) = unknown.addingReportingOverflow(query.omittedValues)
        return isOver ? .max : sum
    }

    private static func value(_ record: ValueRecord) -> WireValue {
        var value = WireValue()
        guard record.mask == 0, record.truncatedBytes == 0 else {
            value.kind = .null
            return value
        }
        value.kind = record.kind
        value.text = record.text
        return value
    }
}
