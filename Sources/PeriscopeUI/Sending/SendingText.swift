import PeriscopeHistory
import Screen

/// A sending in words.
struct SendingText {
    let format: Format

    /// While it goes on: “sending 4 of 10, r stops”.
    func progress(_ sending: Sending) -> String {
        let done = min(sending.answered + sending.failures + 1, sending.times)
        guard sending.endedAt == nil else { return "sent; waiting for the server to tell of it" }
        return sending.times == 1 ? "sending" : "sending \(done) of \(format.count(sending.times)), r stops"
    }

    /// “sent 10×: p50 12.1 ms (10.8–19.0), was 48.2 ms, queries 51→2, 0 errors”.
    func line(_ report: SendingReport) -> String {
        ([parts(report).joined(separator: ", ")] + caveats(report)).joined(separator: "; ")
    }

    func parts(_ report: SendingReport) -> [String] {
        guard report.answered > 0 else {
            return ["sent, and not answered: " + (report.failure.isEmpty ? "it was stopped" : report.failure)]
        }
        guard let middle = report.duration(at: 50) else {
            return ["sent, answered with \(statuses(report)); no request of that trace has arrived here"]
        }
        var parts: [String] = []
        if report.times == 1 {
            parts.append("sent: \(statuses(report)) in " + format.duration(middle))
        } else {
            let how = report.isStopped ? " of \(format.count(report.times)), stopped" : ""
            parts.append(
                "sent \(format.count(report.answered))\(format.glyphs.times)\(how): p50 " + times(report, middle))
        }
        if let old = report.oldDuration { parts.append("was " + format.duration(old)) }
        if let queries = report.middleQueries {
            let arrow = format.glyphs.arrowRight
            let same = queries == report.oldQueries
            parts.append("queries " + (same ? "\(queries) as before" : "\(report.oldQueries)\(arrow)\(queries)"))
        }
        if report.times > 1 { parts.append(format.count(report.errors, "error", "errors")) }
        return parts
    }

    /// What the person should know before believing it.
    func caveats(_ report: SendingReport) -> [String] {
        var caveats: [String] = []
        if report.answered > 0, report.errors > 0, !report.failure.isEmpty { caveats.append(report.failure) }
        if !report.masked.isEmpty {
            caveats.append("the answer may differ, masked: " + MaskedNames.list(report.masked))
        }
        return caveats
    }

    private func statuses(_ report: SendingReport) -> String {
        report.statuses.map(String.init).joined(separator: " ")
    }

    /// The middle, and from the least to the most; of many the middle half too.
    private func times(_ report: SendingReport, _ middle: UInt64) -> String {
        guard let least = report.durations.first, let most = report.durations.last, report.durations.count > 1 else {
            return format.duration(middle)
        }
        var text = format.duration(middle) + " (" + range(least, most) + ")"
        if report.durations.count >= 8, let low = report.duration(at: 25), let high = report.duration(at: 75) {
            text += ", half of them " + range(low, high)
        }
        return text
    }

    /// The unit only once where it is the same.
    private func range(_ low: UInt64, _ high: UInt64) -> String {
        let (first, last) = (format.duration(low).split(separator: " "), format.duration(high).split(separator: " "))
        let dash = format.glyphs.isASCII ? "-" : "–"
        guard first.count == 2, last.count == 2, first[1] == last[1] else {
            return format.duration(low) + dash + format.duration(high)
        }
        return first[0] + dash + last.joined(separator: " ")
    }
}
