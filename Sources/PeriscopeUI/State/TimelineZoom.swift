/// The part of a request's time that the timeline shows, as fractions of the whole.
package struct TimelineZoom: Sendable, Equatable {
    package private(set) var start = 0.0
    package private(set) var length = 1.0

    package init() {}

    package var isWhole: Bool { length >= 1 }
    package var end: Double { start + length }

    /// Halves what is shown, keeping `center`, a fraction of the whole, in the middle where it can.
    package mutating func zoomIn(around center: Double) {
        resize(to: max(length / 2, 1.0 / 4_096), around: center)
    }

    package mutating func zoomOut() {
        resize(to: min(length * 2, 1), around: start + length / 2)
    }

    /// Moves by a part of what is shown.
    package mutating func pan(by part: Double) {
        start = min(max(0, start + part * length), 1 - length)
    }

    private mutating func resize(to newLength: Double, around center: Double) {
        length = newLength
        let middle = center.isFinite ? center : 0.5
        start = min(max(0, middle - newLength / 2), 1 - newLength)
    }
}
