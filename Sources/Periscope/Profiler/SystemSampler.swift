import CPeriscope
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The process's one sampler, which is C (see CPeriscopeSampler.h).
///
/// Two probes cannot have it at once. Makes its buffers, some 100 kB, when it is first started.
final class SystemSampler: SampleSource {
    private static let isTaken = Atomic<Bool>(false)
    /// Samples that are taken out of the ring at a time, and how often at most: more than the ring holds.
    private static let batch = 64
    private static let rounds = 64
    private static let objectLimit = Int(PERISCOPE_MODULES)

    private var samples: UnsafeMutablePointer<periscope_sample>?
    private var objects: UnsafeMutablePointer<periscope_module>?
    /// What the last scan saw, so that no text is read as long as that does not change.
    private var known: UnsafeMutablePointer<periscope_module>?
    private var knownCount = 0
    private var isOurs = false

    deinit {
        release()
        samples?.deallocate()
        objects?.deallocate()
        known?.deallocate()
    }

    var period: UInt64 { isOurs ? periscope_sampler_period() : 0 }

    var figures: SampleFigures {
        let found = periscope_sampler_figures()
        var figures = SampleFigures()
        figures.lost = found.lost
        figures.handlerTime = found.handler_ns
        figures.threads = isOurs ? found.threads : 0
        figures.refused = isOurs ? found.refused : 0
        figures.blocked = isOurs ? found.blocked : 0
        return figures
    }

    func start(period: UInt64, keys: SamplerKeys) -> Int32 {
        guard isOurs || !Self.isTaken.exchange(true, ordering: .acquiring) else { return EBUSY }
        isOurs = true
        allocate()
        periscope_sampler_exclude_thread()
        let code = periscope_sampler_start(period, keys.raw)
        if code != 0 { release() }
        return code
    }

    func stop() {
        guard isOurs else { return }
        periscope_sampler_stop()
        release()
    }

    func scan() -> [SampledObject]? {
        guard isOurs, let objects, let known else { return nil }
        periscope_sampler_scan()
        let count = min(periscope_sampler_modules(objects, Self.objectLimit), Self.objectLimit)
        let bytes = count * MemoryLayout<periscope_module>.stride
        if count == knownCount, memcmp(objects, known, bytes) == 0 { return nil }
        memcpy(known, objects, bytes)
        knownCount = count
        return (0..<count).map { index in
            let object = known[index]
            return SampledObject(
                base: object.base, start: object.start, end: object.end, path: String(cString: object.path),
                buildID: Self.buildID(of: object), isExecutable: index == 0)
        }
    }

    private static func buildID(of object: periscope_module) -> String {
        withUnsafeBytes(of: object.build_id) {
            BuildIdentity.hexadecimal($0.prefix(Int(clamping: object.build_id_length)))
        }
    }

    func drain(_ body: (StackSample) -> Void) {
        guard let samples else { return }
        for _ in 0..<Self.rounds {
            let count = periscope_sampler_take(samples, Self.batch)
            for index in 0..<min(count, Self.batch) { Self.hand(samples + index, to: body) }
            if count < Self.batch { return }
        }
    }

    /// Hands a sample over where it stands: it is a kilobyte.
    private static func hand(_ sample: UnsafeMutablePointer<periscope_sample>, to body: (StackSample) -> Void) {
        guard let offset = MemoryLayout<periscope_sample>.offset(of: \.frames) else { return }
        let limit = Int(PERISCOPE_SAMPLE_FRAMES)
        let count = min(Int(sample.pointee.count), limit)
        let frames = (UnsafeRawPointer(sample) + offset).assumingMemoryBound(to: UInt64.self)
        body(
            StackSample(
                request: sample.pointee.request, span: sample.pointee.span, periods: sample.pointee.periods,
                physical: min(Int(sample.pointee.physical), count), isTruncated: sample.pointee.truncated,
                frames: UnsafeBufferPointer(start: frames, count: count)))
    }

    private func allocate() {
        guard samples == nil else { return }
        samples = .allocate(capacity: Self.batch)
        objects = .allocate(capacity: Self.objectLimit)
        known = .allocate(capacity: Self.objectLimit)
    }

    private func release() {
        guard isOurs else { return }
        isOurs = false
        Self.isTaken.store(false, ordering: .releasing)
    }
}
