import PeriscopeHistory

/// `Y`: the forms that what is selected can be copied in.
extension UIState {
    mutating func startCopyingAs(_ context: UIContext) {}
}
