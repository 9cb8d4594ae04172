import Screen

/// Tells a double press from two: the same cell, within 400 ms.
struct ClickCounter: Sendable {
    private var last: (point: ScreenPoint, time: UInt64)?

    mutating func press(at point: ScreenPoint, now: UInt64) -> MouseEvent {
        if let last, last.point == point, now >= last.time, now - last.time <= Self.interval {
            self.last = nil
            return .doublePress(point)
        }
        last = (point, now)
        return .press(point)
    }

    private static let interval: UInt64 = 400
}
