/// Where sampled stacks come from: the process's sampler, or a test's own.
///
/// Used from one thread only, the uplink's.
package protocol SampleSource: AnyObject {
    /// CPU time between two samples of a thread, nanoseconds; 0 while it is off.
    var period: UInt64 { get }
    var figures: SampleFigures { get }

    /// Begins to sample; returns 0, or the errno of what failed.
    func start(period: UInt64, keys: SamplerKeys) -> Int32
    /// Stops; what was taken can still be had.
    func stop()
    /// Looks for threads and objects that are new; returns the objects where they are others than the last time.
    func scan() -> [SampledObject]?
    /// Hands over what was sampled, oldest first; the frames are valid during the call only.
    func drain(_ body: (StackSample) -> Void)
}
