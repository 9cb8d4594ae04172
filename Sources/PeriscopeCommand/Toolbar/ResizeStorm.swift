/// When to draw after the window changed its size: once it has kept it for a moment.
///
/// A window that is dragged changes its size a hundred times; each size in between would cost a whole screen of bytes,
/// and be gone before anyone saw it. Times are monotonic nanoseconds.
package struct ResizeStorm {
    /// So long without another size, and it is over; a person does not see the wait.
    package static let quiet: Int64 = 30_000_000
    /// Who goes on dragging sees it follow.
    package static let longest: Int64 = 200_000_000

    private var first: Int64?
    private var last: Int64 = 0

    package init() {}

    package mutating func resized(at now: Int64) {
        first = first ?? now
        last = now
    }

    /// How long a frame is to wait; 0 where nothing was resized.
    package func wait(at now: Int64) -> Int64 {
        guard let first else { return 0 }
        return max(0, min(last + Self.quiet, first + Self.longest) - now)
    }

    /// A frame was drawn, in the newest size.
    package mutating func drawn() {
        first = nil
    }
}
