import PeriscopeHistory
import PeriscopeWire

/// What the samples of a process say.
struct ProcessFigures {
    let latest: WireProcessSample?
    /// Of one core, between each sample and the one before; oldest first.
    let cpu: [Double]
    let resident: [Double]
    /// The probe's own part, of one core, over all samples.
    let uplink: Double?

    init(_ samples: [WireProcessSample]) {
        latest = samples.last
        resident = samples.map { Double($0.residentBytes) }
        cpu = zip(samples, samples.dropFirst()).map { before, after in
            Self.share(
                from: before.userCpuNs &+ before.systemCpuNs, to: after.userCpuNs &+ after.systemCpuNs, before, after)
        }
        if let first = samples.first, let last = samples.last, last.atNs > first.atNs {
            uplink = Self.share(from: first.uplinkCpuNs, to: last.uplinkCpuNs, first, last)
        } else {
            uplink = nil
        }
    }

    private static func share(
        from: UInt64, to: UInt64, _ before: WireProcessSample, _ after: WireProcessSample
    ) -> Double {
        guard after.atNs > before.atNs, to >= from else { return 0 }
        return Double(to - from) / Double(after.atNs - before.atNs)
    }
}
