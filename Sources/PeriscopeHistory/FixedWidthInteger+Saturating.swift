/// Sums of numbers that servers send, which may be any.
extension FixedWidthInteger {
    /// The sum, or where it cannot be held the number nearest to it.
    func saturatingAdding(_ other: Self) -> Self {
        let (sum, isOver) = addingReportingOverflow(other)
        guard isOver else { return sum }
        return other < 0 ? .min : .max
    }
}
