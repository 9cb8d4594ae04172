/// A statement whose plan a person asked for; checked to be one that only reads, as far as its text tells.
package struct PlanQuestion: Sendable {
    package var sql: String
    /// Bound values by number, from 1; what was masked or cut is NULL.
    package var values: [CapturedValue]

    package init(sql: String, values: [CapturedValue] = []) {
        self.sql = sql
        self.values = values
    }
}
