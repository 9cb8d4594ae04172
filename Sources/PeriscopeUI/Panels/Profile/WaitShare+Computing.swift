import PeriscopeInsight

extension WaitShare {
    /// The part of the time that was computing; nil where the samples leave open which it was.
    ///
    /// Above 1 only where several threads were at it for certain: a sample may stand for more time than there was.
    var computing: Double? {
        guard verdict != .unknown else { return nil }
        let share = Double(cpu) / Double(wall)
        return isOnSeveralThreads ? share : min(1, share)
    }

    /// Even by the least CPU time that fits the samples.
    var isOnSeveralThreads: Bool { cpuLow > wall }
}
