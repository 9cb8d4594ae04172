import PeriscopeHistory

/// `r` and `R`: the request again, to the same server.
extension UIState {
    mutating func sendAgain(_ context: UIContext) -> [UIEffect] {
        []
    }

    mutating func startSendingAgain(_ context: UIContext) {}
}
