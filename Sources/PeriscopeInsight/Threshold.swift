/// Two limits of one figure; a value at a limit has reached it.
package struct Threshold: Sendable, Equatable {
    package var warn: UInt64
    package var bad: UInt64

    package init(warn: UInt64, bad: UInt64) {
        self.warn = warn
        self.bad = bad
    }

    /// How bad a value is.
    ///
    /// Where `bad` is under `warn`, `bad` alone decides.
    package func severity(of value: UInt64) -> Severity {
        if value >= bad { return .bad }
        return value >= warn ? .warn : .none
    }
}
