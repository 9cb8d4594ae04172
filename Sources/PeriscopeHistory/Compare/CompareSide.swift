/// Which of the two compared requests.
package enum CompareSide: Sendable, CaseIterable {
    /// The one that is compared with, drawn left and as `−`.
    case base
    /// The one that is looked at, drawn right and as `+`.
    case other
}
