/// How much a person should care, from not at all upwards.
package enum Severity: UInt8, Sendable, Comparable, CaseIterable {
    case none
    case warn
    case bad

    package static func < (left: Severity, right: Severity) -> Bool {
        left.rawValue < right.rawValue
    }
}
