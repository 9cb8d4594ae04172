import PeriscopeHistory

/// `d`: two requests side by side.
extension UIState {
    mutating func compare(_ context: UIContext) -> [UIEffect] {
        []
    }
}
