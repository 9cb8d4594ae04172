import PeriscopeHistory
import PeriscopeInsight
import Screen

/// What a panel is made from.
struct PanelInput {
    /// What was worked out of the request before.
    let facts: RequestFacts
    let app: AppRecord?
    private let loan: HistoryLoan
    let detail: DetailState
    let clock: UnixNanoseconds
    let environment: UIEnvironment
    let isWrapping: Bool
    let showsClock: Bool
    let width: Int
    let glyphs: Glyphs
    /// The times of the request's route, where its overview is shown.
    var standing: LatencySpread?
    /// Nanoseconds since the request began, by the app's clock where it has ended, else by the viewer's.
    let elapsed: UInt64

    init(
        facts: RequestFacts, app: AppRecord?, loan: HistoryLoan, detail: DetailState, clock: UnixNanoseconds,
        environment: UIEnvironment, isWrapping: Bool, showsClock: Bool, width: Int, glyphs: Glyphs
    ) {
        self.facts = facts
        self.app = app
        self.loan = loan
        self.detail = detail
        self.clock = clock
        self.environment = environment
        self.isWrapping = isWrapping
        self.showsClock = showsClock
        self.width = width
        self.glyphs = glyphs
        elapsed = Self.elapsed(facts.request, facts.spans, clock)
    }

    var request: RequestRecord { facts.request }
    var spans: [SpanRecord] { facts.spans }
    var logs: [LogRecord] { facts.logs }
    /// The weightiest first, without what is ignored.
    var findings: [Finding] { facts.findings }
    /// For shapes and other builds: there while the content is being made, empty when its rows are drawn up.
    var history: History { loan.history }
    var format: Format { Format(glyphs: glyphs) }
    var thresholds: Thresholds { environment.thresholds }

    /// Nanoseconds from the request's start; 0 for what lies before.
    func offset(_ time: UInt64) -> UInt64 {
        time > request.start ? time - request.start : 0
    }

    /// The duration of a span, or how long it has been running.
    func duration(_ span: SpanRecord) -> UInt64 {
        if let duration = span.duration { return duration }
        let offset = offset(span.start)
        return elapsed > offset ? elapsed - offset : 0
    }

    /// A moment of the request, in the time format that is chosen.
    func moment(_ time: UInt64) -> String {
        guard showsClock else { return format.offset(offset(time)) }
        return format.timeOfDay(
            request.startedAt &+ Int64(clamping: offset(time)), utcOffsetSeconds: environment.utcOffsetSeconds)
    }

    var momentWidth: Int { showsClock ? 12 : 9 }

    /// The innermost of the app's own functions in a call stack; nil where there is none with a name.
    func callSite(_ stack: UInt64) -> SourceFrame? {
        facts.callSite(stack)
    }

    /// The functions of a call stack, innermost first; to be asked while the content is being made.
    func callStack(_ stack: UInt64) -> [SourceFrame] {
        stack == 0 ? [] : history.callStack(stack, of: request.id.app)
    }

    /// What came of sending this request again, or of what it was sent with.
    var sent: SendingReport?

    /// How far the question for the opened query's plan has come.
    var plan: PlanState? {
        guard case .span(let id) = detail.opened else { return nil }
        return environment.plans[PlanQuestion.Key(request: request.id, span: id)]
    }

    /// Whether the app said that such an adapter is attached; true where there is no app to ask.
    func hasAdapter(_ name: String) -> Bool {
        app?.adapters.contains { $0.lowercased().contains(name) } ?? true
    }

    private static func elapsed(_ request: RequestRecord, _ spans: [SpanRecord], _ clock: UnixNanoseconds) -> UInt64 {
        if let duration = request.duration { return duration }
        let newest = spans.reduce(request.start) { max($0, $1.end ?? $1.start) } - request.start
        return max(newest, request.elapsed(at: clock) ?? 0)
    }
}
