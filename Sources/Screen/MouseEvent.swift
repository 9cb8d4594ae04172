/// What the mouse did, and over which cell.
package enum MouseEvent: Hashable, Sendable {
    case press(ScreenPoint)
    case doublePress(ScreenPoint)
    case wheelUp(ScreenPoint)
    case wheelDown(ScreenPoint)

    package var point: ScreenPoint {
        switch self {
        case .press(let point), .doublePress(let point), .wheelUp(let point), .wheelDown(let point): point
        }
    }
}
