/// Who may turn the profiler on, and how often it samples then.
package struct ProfilerSetting: Sendable, Equatable {
    package enum Mode: Sendable, Equatable {
        /// A viewer turns it on and off.
        case byViewer
        /// It is on as long as the probe is, whoever watches.
        case always
        case never
    }

    /// The kernel's tick where nothing else is configured: 250 Hz.
    package static let usualPeriod: UInt64 = 4_000_000

    package var mode: Mode
    /// CPU time between two samples of a thread, nanoseconds.
    package var period = ProfilerSetting.usualPeriod
    /// Why it is off, or what was not understood; a sentence for a person.
    package var remark = ""

    package init(mode: Mode, period: UInt64 = ProfilerSetting.usualPeriod, remark: String = "") {
        self.mode = mode
        self.period = period
        self.remark = remark
    }

    /// Decides: the app's "no", the environment's word, and otherwise a viewer.
    package init(isAllowed: Bool, environment: [String: String]) {
        guard isAllowed else {
            self.init(mode: .never, remark: "The app allows no profiler (ProbeOptions.profiling is false).")
            return
        }
        let word = environment["PERISCOPE_PROFILE"] ?? ""
        switch ProbeDecision.wish(word) {
        case true?: self.init(mode: .always)
        case false?:
            self.init(
                mode: .never,
                remark: "PERISCOPE_PROFILE=\(word) forbids the profiler. Start the server without it to turn it on.")
        case nil:
            if let rate = UInt64(word), (2...1_000).contains(rate) {
                self.init(mode: .always, period: 1_000_000_000 / rate)
                return
            }
            let remark = "PERISCOPE_PROFILE is neither 0 nor 1 nor a rate up to 1000 Hz, and was passed over."
            self.init(mode: .byViewer, remark: word.isEmpty ? "" : remark)
        }
    }
}
