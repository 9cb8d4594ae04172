import PeriscopeHistory

extension UIEnvironment {
    /// How long a refusal stays on the status line: nanoseconds.
    private static let refusalTime: Int64 = 10_000_000_000

    /// The newest refusal, unless it has been read by now.
    func freshRefusal(at now: UnixNanoseconds) -> Refusal? {
        guard let last = refusals.last, now &- last.at < Self.refusalTime, now >= last.at else { return nil }
        return last
    }
}
