package import PeriscopeHistory
package import PeriscopeWire

/// A query whose plan a person wants to see.
package struct PlanQuestion: Equatable, Sendable {
    /// The query: an answer is kept for it.
    package struct Key: Hashable, Sendable {
        package let request: RequestID
        package let span: UInt64

        package init(request: RequestID, span: UInt64) {
            self.request = request
            self.span = span
        }
    }

    package var key: Key
    package var system: String
    package var namespace: String
    package var sql: String
    /// By number of their placeholder; masked and cut ones are null.
    package var values: [WireValue]

    package init(key: Key, system: String, namespace: String, sql: String, values: [WireValue]) {
        self.key = key
        self.system = system
        self.namespace = namespace
        self.sql = sql
        self.values = values
    }
}

/// How far a question has come.
package enum PlanState: Equatable, Sendable {
    case asked(at: UnixNanoseconds)
    /// The steps, and how long the server took, nanoseconds.
    case answered(steps: [WirePlanStep], duration: UInt64)
    /// Why there is no plan, as a sentence.
    case refused(String)
}
