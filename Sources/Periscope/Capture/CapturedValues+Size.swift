extension CapturedValues {
    /// An estimate of what they hold.
    var heldBytes: Int {
        switch self {
        case .none, .tooLong: 0
        case .expanded(let text): text.utf8.count
        case .list(let values): values.reduce(0) { $0 + $1.text.utf8.count + 32 }
        }
    }
}
