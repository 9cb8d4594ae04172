/// What a probe captures of requests, and what it masks.
public struct ProbeOptions: Sendable {
    /// Names whose values never leave the server, wherever they stand.
    public var redaction: RedactionRules
    /// Whether the text of request and response bodies is captured; sizes always are.
    public var bodies: Bool
    /// Bytes of a body that are captured at most, each way; larger responses are left alone, size only.
    public var bodyLimitBytes: Int
    /// Whether the values of a template's context are captured; keys and types always are.
    public var contextValues: Bool
    /// Whether the values of queries are captured; their texts always are.
    public var queryValues: Bool
    /// Whether it is taken down which line of the app ran a query, rendered a template or made a call.
    public var callSites: Bool
    /// Whether the profiler may be turned on, by a person at the toolbar (`P`) or by `PERISCOPE_PROFILE`.
    ///
    /// While it is on, each thread is interrupted after every 4 ms of CPU time that it uses, and it is taken down where
    /// it stands and for which request. The toolbar shows what that costs. Off, which it is until it is asked for, it
    /// costs nothing. Linux only.
    ///
    /// It sees CPU time, not waiting. It counts no allocations of a request: neither the runtime nor the C library says
    /// cheaply how many there were, and to count them would mean to stand in the way of each. In their place, a request
    /// carries what the whole process used while it was open: CPU time, and how resident memory grew.
    public var profiling: Bool

    /// Makes the options that suit most apps: text bodies up to 64 KiB, values, call sites, the standard mask.
    ///
    /// `PERISCOPE_VALUES=0` turns off the values of queries, `PERISCOPE_CALL_SITES=0` the call sites, whatever the
    /// app says. `PERISCOPE_PROFILE=1` turns the profiler on for as long as the server runs, also with no toolbar; a
    /// number from 2 to 1000 does so at that rate, in samples for each second of CPU time, where the kernel's tick
    /// allows it; `PERISCOPE_PROFILE=0` forbids it, also where a person at the toolbar asks for it.
    public init(
        redaction: RedactionRules = .standard, bodies: Bool = true, bodyLimitBytes: Int = 65_536,
        contextValues: Bool = true, queryValues: Bool = true, callSites: Bool = true, profiling: Bool = true
    ) {
        self.redaction = redaction
        self.bodies = bodies
        self.bodyLimitBytes = bodyLimitBytes
        self.contextValues = contextValues
        self.queryValues = queryValues
        self.callSites = callSites
        self.profiling = profiling
    }
}

extension ProbeOptions {
    /// These options without what the environment turns off; it turns nothing on.
    func restricted(by environment: [String: String]) -> ProbeOptions {
        var options = self
        if ProbeDecision.wish(environment["PERISCOPE_VALUES"] ?? "") == false { options.queryValues = false }
        if ProbeDecision.wish(environment["PERISCOPE_CALL_SITES"] ?? "") == false { options.callSites = false }
        return options
    }
}
