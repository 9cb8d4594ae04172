extension CPUProfile {
    /// The period that keeps the CPU time true where samples of several profiles become one: the mean over the samples.
    ///
    /// Nanoseconds, rounded down; 0 where nothing was sampled.
    package static func meanPeriod(of profiles: [CPUProfile]) -> UInt64 {
        var (samples, time): (UInt64, UInt64) = (0, 0)
        for profile in profiles {
            samples = samples.addingClamped(profile.samples)
            time = time.addingClamped(profile.samples.multipliedClamped(profile.period))
        }
        return samples > 0 ? time / samples : 0
    }
}
