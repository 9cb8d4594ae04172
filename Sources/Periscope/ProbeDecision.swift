/// Whether the probe is on, and why.
package struct ProbeDecision: Sendable, Equatable {
    package let isOn: Bool
    /// Half a sentence for the log: "debug build".
    package let reason: String

    package init(isOn: Bool, reason: String) {
        self.isOn = isOn
        self.reason = reason
    }

    /// Decides: the app's "never", the environment's word, a test process, the app's "always", the build.
    package init(enabled: Probe.Enabled, surroundings: ProcessSurroundings) {
        let word = surroundings.environment["PERISCOPE"] ?? ""
        let wish = Self.wish(word)
        let remark = wish == nil && !word.isEmpty ? " (PERISCOPE is neither 0 nor 1 and was passed over)" : ""
        let verdict = Self.verdict(enabled: enabled, wish: wish, surroundings: surroundings)
        self.init(isOn: verdict.isOn, reason: verdict.reason + remark)
    }

    private static func verdict(
        enabled: Probe.Enabled, wish: Bool?, surroundings: ProcessSurroundings
    ) -> (isOn: Bool, reason: String) {
        if case .never = enabled { return (false, "the app says so (enabled: .never)") }
        if wish == false { return (false, "PERISCOPE=0") }
        if wish == true { return (true, "PERISCOPE=1") }
        if surroundings.isTestProcess { return (false, "a test process; set PERISCOPE=1 to have it on") }
        if case .always = enabled { return (true, "the app says so (enabled: .always)") }
        if surroundings.isDebugBuild { return (true, "debug build; set PERISCOPE=0 to turn it off") }
        return (false, "release build; set PERISCOPE=1 to turn it on")
    }

    /// What a variable's word asks for; nil where it is neither yes nor no.
    static func wish(_ word: String) -> Bool? {
        switch word.lowercased() {
        case "1", "true", "yes", "on": true
        case "0", "false", "no", "off": false
        default: nil
        }
    }
}
