internal import PeriscopeInsight
internal import PeriscopeSQL

/// What a history knows of a request beyond its record, for one line of JSON.
struct RequestNotes {
    let findings: [Finding]
    /// The request's call stacks, in the order in which the line names them first.
    private(set) var stacks: [UInt64] = []
    private var numbers: [UInt64: Int] = [:]
    private var sites: [UInt64: String] = [:]
    private let app: AppID
    private let folder: String
    private let history: History?

    /// Without a history there are numbers for the stacks, and no more.
    init(_ request: RequestRecord, spans: [SpanRecord], app: AppRecord?, history: History?) {
        self.history = history
        self.app = request.id.app
        folder = app?.workingDirectory ?? ""
        findings = history?.findings(of: request) ?? []
        for span in spans where span.query != nil { note(span.stack) }
        for span in spans where span.render != nil { note(span.stack) }
        for span in spans { note(span.stack) }
    }

    private mutating func note(_ stack: UInt64) {
        guard stack != 0, numbers[stack] == nil else { return }
        numbers[stack] = stacks.count
        stacks.append(stack)
        sites[stack] = history?.callSite(stack, of: app)?.site(relativeTo: folder)
    }

    func number(of stack: UInt64) -> Int? { numbers[stack] }

    /// The app's own source line of a stack.
    func site(of stack: UInt64) -> String? { sites[stack] }

    /// The app's own functions of a stack, innermost first.
    ///
    /// None while the call site is not known, as a name before it is missing: whoever reads the line would take the
    /// first that has a name for it.
    func frames(of stack: UInt64) -> [String] {
        guard history?.callSite(stack, of: app) != nil else { return [] }
        let frames = history?.callStack(stack, of: app) ?? []
        return frames.filter(\.isApp).map { $0.text(relativeTo: folder) }
    }

    func fingerprint(of sql: String) -> String? { history?.fingerprint(of: sql).text }

    /// What a person reads of a finding.
    func title(of finding: Finding) -> String {
        finding.title(callSite: history?.callSite(finding.stack, of: app)?.place)
    }
}
