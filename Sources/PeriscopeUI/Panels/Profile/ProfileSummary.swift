import PeriscopeInsight
import Screen

/// The lines over a profile: how much was seen, whether it was computing at all, and whether it is enough to rank by.
struct ProfileSummary {
    let input: ProfileInput

    private var facts: ProfileFacts { input.facts }
    private var format: Format { input.format }

    func lines() -> [Line] {
        var lines: [Line] = []
        if let waiting = waiting() { lines.append(waiting) }
        lines.append(figures())
        if let warning = tooFew() { lines.append(warning) }
        if !input.title.isEmpty { lines.insert(Line(" " + input.title, .title), at: 0) }
        return lines
    }

    private var waits: WaitShare {
        WaitShare(wall: facts.extent.wall, samples: facts.samples, period: facts.profile.period)
    }

    /// Most of the time went where no profile looks: that comes first.
    private func waiting() -> Line? {
        guard facts.extent.wall > 0, waits.verdict == .waiting else { return nil }
        var line = Line(" ")
        line.add(format.percent(waits.share) + " of the time was waiting, for an answer or for a processor", .warning)
        guard input.isOneRequest, input.state.span == nil else { return line }
        line.add(": ", .textDim)
        line.add("2", .keyHint)
        line.add(" shows more", .textDim)
        return line
    }

    private func figures() -> Line {
        var line = Line(" ")
        line.add(format.count(facts.samples, "sample", "samples"), .textStrong)
        if facts.profile.period > 0 {
            line.add(input.separator + format.duration(facts.cpu) + " CPU")
            if facts.extent.wall > 0 { line.add(" of " + format.duration(facts.extent.wall)) }
        }
        if !input.isOneRequest, !facts.extent.requests.isEmpty {
            line.add(input.separator + format.count(facts.extent.requests.count, "request", "requests"))
        }
        if facts.extent.cut > 0 {
            line.add(", \(format.count(facts.extent.cut)) older left out", .warning)
        }
        if !input.isOneRequest, facts.extent.unsampled > 0 {
            line.add(", \(format.count(facts.extent.unsampled)) not sampled", .textDim)
        }
        if facts.profile.period > 0, let computing { line.add(input.separator + computing) }
        if input.state.span != nil {
            line.add(input.separator)
            line.add("this span only, Esc for all", .statusFilter)
        }
        return line
    }

    /// Of the time: `18 % computing, 82 % waiting`; nil where the samples are too few to say.
    private var computing: String? {
        let waits = waits
        guard let share = waits.computing else { return nil }
        guard !waits.isOnSeveralThreads else { return format.percent(share) + " computing, on several threads" }
        let percents = Shares.percents([share, 1 - share]).map(format.percent(whole:))
        return percents[0] + " computing, " + percents[1] + " waiting"
    }

    private func tooFew() -> Line? {
        let greatest = facts.hot.reduce(UInt64(0)) { max($0, $1.ownWithLibraries) }
        guard !SampleShare(count: greatest, of: facts.samples).isEnough else { return nil }
        var line = Line(" ")
        line.add(format.count(facts.samples, "sample", "samples") + ": too few to rank by", .warning)
        guard input.isOneRequest else {
            line.add("; send more requests", .textDim)
            return line
        }
        let isNarrow = input.width < 100
        line.add(isNarrow ? "; send it again, or " : "; send the request again, or press ", .textDim)
        line.add("a", .keyHint)
        line.add(isNarrow ? ": all of the route" : " for all requests of the route", .textDim)
        return line
    }
}
