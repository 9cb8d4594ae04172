package import PeriscopeInsight

/// What `periscope profile` found, as text.
package struct ProfileSummary {
    /// Functions that are named; the rest is in the file.
    private static let functions = 10
    /// Longer names are cut, so that places stand in a column.
    private static let nameColumns = 56

    let profile: CPUProfile
    let scope: ProfileScope
    /// Requests that were under way at some time of it.
    let requests: Int
    /// Nanoseconds that those which ended took together.
    let requestTime: UInt64
    /// Of the samples, those in requests.
    let requestSamples: UInt64
    /// Samples that the servers took and had no room for.
    let lost: UInt64
    /// The names of servers whose profiler somebody else turned off.
    let turnedOff: [String]

    package init(
        profile: CPUProfile, scope: ProfileScope, requests: Int, requestTime: UInt64, requestSamples: UInt64,
        lost: UInt64 = 0, turnedOff: [String] = []
    ) {
        self.profile = profile
        self.scope = scope
        self.requests = requests
        self.requestTime = requestTime
        self.requestSamples = requestSamples
        self.lost = lost
        self.turnedOff = turnedOff
    }

    package var text: String {
        (["", counted, ""] + table + notes).joined(separator: "\n") + "\n"
    }

    // MARK: Sentences

    private var counted: String {
        let samples = profile.samples == 1 ? "1 sample" : "\(profile.samples) samples"
        let period = TailLine.milliseconds(profile.period)
        let time = Self.seconds(profile.nanoseconds(of: profile.samples))
        let meant = "in \(requests) \(scope.words(requests))"
        let among = scope.isOfRequests ? meant : "\(requestSamples) of them \(meant)"
        return "\(samples) of \(period), \(time) of CPU time, \(among)"
    }

    private var notes: [String] {
        [others, waiting, doubt, losses, Self.turnedOff(turnedOff)].compactMap(\.self)
    }

    /// What is no function of the app's in the table.
    private var others: String? {
        let own = profile.hotFunctions.reduce(0) { $0 + $1.ownWithLibraries }
        guard own < profile.samples, profile.samples > 0 else { return nil }
        let rest = SampleShare(count: profile.samples - own, of: profile.samples)
        return "\(Self.percent(rest.share)) is below no function of the app: libraries and runtime on their own."
    }

    /// Time that no function used, however hot it is.
    private var waiting: String? {
        guard requestTime > 0 else { return nil }
        let wait = WaitShare(wall: requestTime, samples: requestSamples, period: profile.period)
        guard [.waiting, .both].contains(wait.verdict) else { return nil }
        return "The \(scope.words(requests)) took \(Self.seconds(requestTime)): \(Self.percent(wait.share)) of it was "
            + "waiting, for an answer or for a processor."
    }

    private var doubt: String? {
        let top = profile.candidates(limit: 1).first
        if let top, top.isAboveNoise, !top.isAboveNext {
            return "Which of the first is more is not certain; more samples would tell."
        }
        return top?.isAboveNoise == true
            ? nil : "Too few samples to go by: profile for longer, or under more load."
    }

    private var losses: String? {
        if lost == 1 { return "1 more sample was lost: the server had no room for it." }
        return lost > 0 ? "\(lost) more samples were lost: the server had no room for them." : nil
    }

    /// Nil of none.
    static func turnedOff(_ names: [String]) -> String? {
        guard !names.isEmpty else { return nil }
        return "The profiler of \(names.joined(separator: ", ")) was turned off by another viewer meanwhile."
    }

    // MARK: The table

    private var table: [String] {
        let hot = profile.hotFunctions.prefix { $0.function.origin == .app && $0.ownWithLibraries > 0 }
        let shown = hot.isEmpty ? profile.hotFunctions.prefix(Self.functions) : hot.prefix(Self.functions)
        let names = shown.map { Self.cut(Self.name($0.function)) }
        let width = max(8, names.map(\.count).max() ?? 0)
        let head = "    OWN       ±    TOTAL  SAMPLES  " + Self.left("FUNCTION", width) + "  AT"
        let rows = zip(shown, names).map { hot, name in row(hot, Self.left(name, width)) }
        let left = hot.count - shown.count
        let more = left == 1 ? "1 more function" : "\(left) more functions"
        return [head] + rows + (left > 0 ? ["  and \(more) of the app"] : [])
            + ["", "OWN is what a function used itself and through libraries; ± holds the truth 19 times in 20."]
    }

    private func row(_ hot: HotFunction, _ name: String) -> String {
        let used = hot.function.origin == .app ? hot.ownWithLibraries : hot.own
        let own = SampleShare(count: used, of: profile.samples)
        let total = SampleShare(count: hot.total, of: profile.samples)
        let columns = [
            Self.right(Self.percent(own.share), 7), Self.right(Self.percent(own.halfWidth), 7),
            Self.right(Self.percent(total.share), 8), Self.right("\(used)", 8),
        ]
        return (columns.joined(separator: " ") + "  " + name + "  " + Self.place(hot)).trimmingEnd
    }

    private static func name(_ function: ProfileFunction) -> String {
        let name = function.name.isEmpty ? function.module : function.name
        return name.isEmpty ? "(no name)" : TailLine.clean(name)
    }

    private static func place(_ hot: HotFunction) -> String {
        let file = hot.function.path.split(separator: "/").last.map { TailLine.clean(String($0)) } ?? ""
        if file.isEmpty { return hot.function.name.isEmpty ? "" : TailLine.clean(hot.function.module) }
        return hot.line > 0 ? "\(file):\(hot.line)" : file
    }

    // MARK: Words

    private static func cut(_ name: String) -> String {
        name.count > nameColumns ? name.prefix(nameColumns - 1) + "…" : name
    }

    private static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }

    static func seconds(_ nanoseconds: UInt64) -> String {
        let hundredths = nanoseconds / 10_000_000 + (nanoseconds % 10_000_000 >= 5_000_000 ? 1 : 0)
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) s"
    }
}

extension String {
    /// Without the white space at its end.
    fileprivate var trimmingEnd: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
