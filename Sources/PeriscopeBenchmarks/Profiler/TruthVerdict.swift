import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire

/// What the profiler said of functions whose truth is known.
struct TruthVerdict {
    let history: History
    /// Nanoseconds by function.
    let truth: [String: UInt64]

    private var sampled: [String: UInt64] = [:]
    private var right: UInt64 = 0
    private var wrongRequest: UInt64 = 0
    private var wrongSpan: UInt64 = 0
    /// Of a request's function, and said to belong to none.
    private var unattributed: UInt64 = 0
    private var period: UInt64 = 0
    private var figures = ProfilerRecord()

    init(history: History, truth: [String: UInt64]) {
        self.history = history
        self.truth = truth
    }

    mutating func judge() {
        figures = history.apps.first?.profiler ?? figures
        for id in history.order { judge(id) }
        guard let app = history.apps.first else { return }
        for (function, count) in counts(in: history.outsideProfile(of: app.id)) {
            sampled[function, default: 0] += count
            if isOwned(function) { unattributed += count } else { right += count }
        }
    }

    private mutating func judge(_ id: RequestID) {
        guard let request = history.request(id) else { return }
        let kind = request.path.dropFirst()
        let profile = history.profile(of: [id])
        period = max(period, profile.period)
        for (function, count) in counts(in: profile) {
            sampled[function, default: 0] += count
            if isOwned(function), function.hasSuffix(kind) { right += count } else { wrongRequest += count }
        }
        for span in request.spans where span.kind == .internal {
            for (function, count) in counts(in: history.profile(of: [id], span: span.id)) where function != span.name {
                wrongSpan += count
            }
        }
        // What is in no span must be the rest.
        let inSpans = request.spans.filter { $0.kind == .internal }
            .reduce(UInt64(0)) { sum, span in
                sum + counts(in: history.profile(of: [id], span: span.id)).values.reduce(0, +)
            }
        let spanned = counts(in: profile).filter { !$0.key.hasPrefix("plain") }.values.reduce(0, +)
        wrongSpan += max(spanned, inSpans) - min(spanned, inSpans)
    }

    private func isOwned(_ function: String) -> Bool { function != "detached" && function != "block" }

    /// Samples by function, of those whose truth is known.
    private func counts(in profile: CPUProfile) -> [String: UInt64] {
        var counts: [String: UInt64] = [:]
        for function in profile.hotFunctions where function.function.name.hasPrefix("TruthBurners.") {
            let name = function.function.name.dropFirst("TruthBurners.".count).prefix { $0 != "(" }
            if truth[String(name)] != nil { counts[String(name), default: 0] += function.total }
        }
        return counts
    }

    private var samplesOfBurners: UInt64 { sampled.values.reduce(0, +) }
    private var total: UInt64 { truth.values.reduce(0, +) }

    private func shares(of function: String) -> (truth: Double, sampled: Double) {
        (
            Double(truth[function] ?? 0) / Double(max(1, total)) * 100,
            Double(sampled[function] ?? 0) / Double(max(1, samplesOfBurners)) * 100
        )
    }

    func show(threads: Int) {
        print("\(threads) threads of our own, and Swift's; \(history.totals.held) requests; \(figures.samples) signals")
        var table = Table("CPU time by function", columns: ["function", "truth %", "sampled %", "samples"])
        for function in truth.keys.sorted(by: { truth[$0, default: 0] > truth[$1, default: 0] }) {
            let shares = shares(of: function)
            table.add(function, shares.truth.text(), shares.sampled.text(), "\(sampled[function] ?? 0)")
        }
        table.show()
        let time = Double(samplesOfBurners * period) / Double(max(1, total)) * 100
        let cost = Double(figures.handlerTime) / Double(max(1, figures.samples)) / 1_000
        print(
            """

            \(samplesOfBurners) samples of \(Double(period).text(0)) ns, \(time.text()) % of the CPU time used
            \(right) right, \(wrongRequest) of a wrong request, \(wrongSpan) of a wrong span
            \(unattributed) of a request and attributed to none; \(figures.lost) lost
            handler \(cost.text()) µs of CPU time a sample
            """)
    }

    func check(points: Double, samples: Int) throws {
        guard samplesOfBurners >= UInt64(samples) * 8 / 10 else {
            throw BenchmarkFailure("Only \(samplesOfBurners) samples came.")
        }
        for function in truth.keys {
            let shares = shares(of: function)
            guard abs(shares.truth - shares.sampled) <= points else {
                throw BenchmarkFailure("\(function) is off by more than \(points) points.")
            }
        }
        guard wrongRequest == 0 else { throw BenchmarkFailure("\(wrongRequest) samples went to a wrong request.") }
        guard wrongSpan == 0 else { throw BenchmarkFailure("\(wrongSpan) samples went to a wrong span.") }
        guard unattributed * 100 <= right else { throw BenchmarkFailure("\(unattributed) samples went to none.") }
    }
}
