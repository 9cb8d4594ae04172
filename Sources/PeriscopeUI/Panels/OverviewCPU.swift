import PeriscopeHistory
import PeriscopeInsight
import Screen

/// How much of a request's time was computing, and what its process used meanwhile; nothing where neither is known.
struct OverviewCPU {
    let input: PanelInput

    private var request: RequestRecord { input.request }
    private var format: Format { input.format }
    private var separator: String { "  " + input.glyphs.separator + "  " }

    func lines() -> [Line] {
        [cpu(), process()].compactMap(\.self)
    }

    private func cpu() -> Line? {
        guard request.wasProfiled else { return nil }
        var line = Line("   ")
        line.column("CPU", 9, .textDim)
        guard request.sampleCount > 0 else {
            line.add("no sample fell into it", .textDim)
            return line
        }
        let samples = format.count(request.sampleCount, "sample", "samples")
        if let time = request.cpuTime {
            line.add(format.duration(time), .textStrong)
            line.add(" (" + samples + ")", .textDim)
        } else {
            line.add(samples, .textStrong)
        }
        let waits = WaitShare(wall: input.elapsed, samples: request.sampleCount, period: request.samplePeriod)
        if let share = waits.computing {
            line.add(separator + format.percent(share) + " of the time")
            if waits.isOnSeveralThreads { line.add(", on several threads") }
        }
        line.add(separator, .textDim)
        line.add("8", .keyHint)
        line.add(" in which functions", .textDim)
        return line
    }

    /// Of the whole process: whatever else ran at the time is in it.
    private func process() -> Line? {
        guard let use = request.processUse else { return nil }
        var line = Line("   ")
        line.column("process", 9, .textDim)
        line.add("CPU " + format.duration(use.cpu))
        line.add(separator + "memory " + format.bytes(use.residentBytes))
        let sign = use.residentGrowthBytes < 0 ? input.glyphs.minus : "+"
        line.add(" (" + sign + format.bytes(use.residentGrowthBytes.magnitude) + " while it ran", .textDim)
        if use.overlappingRequests > 0 {
            let others = format.count(use.overlappingRequests, "other request", "other requests")
            line.add(", \(others) ran too", .textDim)
        }
        line.add(")", .textDim)
        return line
    }
}
