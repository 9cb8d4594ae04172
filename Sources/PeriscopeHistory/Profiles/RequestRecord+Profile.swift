/// What a request was seen to use.
extension RequestRecord {
    /// Where its samples stood, in no order; the nodes are its build's.
    ///
    /// Unpacks, as other details do.
    package var profile: [SampleRecord] { storage.work.samples }

    /// What the whole process used meanwhile; nil where the profiler was off.
    package var processUse: ProcessUseRecord? {
        get { storage.work.processUse }
        set { storage.edit { $0.editWork { $0.processUse = newValue } } }
    }

    /// CPU time that it was seen to use, nanoseconds; nil where it was not sampled.
    ///
    /// As exact as `sampleCount` samples can be.
    package var cpuTime: UInt64? {
        guard samplePeriod > 0 else { return nil }
        let (time, isOver) = sampleCount.multipliedReportingOverflow(by: samplePeriod)
        return isOver ? .max : time
    }

    /// Looks at each of its samples without a list of them.
    func forEachSample(_ body: (SampleRecord) -> Void) {
        guard sampleCount > 0 else { return }
        storage.forEachSample(body)
    }
}
