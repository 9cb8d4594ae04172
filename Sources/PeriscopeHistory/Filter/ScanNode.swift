internal import PeriscopeInsight

/// A filter's expression, made ready for a pass: names became what they stand for, the cheap stands before the dear.
final class ScanNode {
    enum Kind {
        case all, any, not
        case apps, number, text, conditions, findings, details, word
    }

    let kind: Kind
    let key: FilterKey
    let cost: Int
    var parts: [ScanNode] = []
    var apps: Set<AppID> = []
    var ranges: [NumberRange] = []
    var patterns: [TextPattern] = []
    var conditions: [ScanCondition] = []
    var findings: [FindingKind] = []
    /// Of its probe.
    var number = 0

    init(_ kind: Kind, _ key: FilterKey = .word, cost: Int) {
        self.kind = kind
        self.key = key
        self.cost = cost
    }
}

/// A state of a request, or something that it has.
enum ScanCondition {
    case state(RequestRecord.State)
    case error, ok, slow, stream, aborted, marked, hidden
    case dropped, findings, queries, renders, logs, warnings, calls, body, route, query, samples
    case never

    /// - Parameter name: One of `FilterNames`.
    init(_ name: String) {
        switch name {
        case "running": self = .state(.open)
        case "finished": self = .state(.finished)
        case "failed": self = .state(.failed)
        case "lost": self = .state(.lost)
        case "error": self = .error
        case "ok": self = .ok
        case "slow": self = .slow
        case "stream": self = .stream
        case "aborted": self = .aborted
        case "marked": self = .marked
        case "hidden": self = .hidden
        case "cut", "drops": self = .dropped
        case "findings": self = .findings
        case "queries": self = .queries
        case "renders": self = .renders
        case "logs": self = .logs
        case "warnings": self = .warnings
        case "calls": self = .calls
        case "body": self = .body
        case "route": self = .route
        case "query": self = .query
        case "samples": self = .samples
        default: self = .never
        }
    }
}

/// Makes nodes of an expression.
struct ScanBuilder {
    private let apps: [AppRecord]
    private let standings: FilterApps
    private(set) var probes: [DetailProbe?] = []
    private(set) var words: [WordProbe?] = []

    init(apps: [AppRecord], standings: FilterApps) {
        self.apps = apps
        self.standings = standings
    }

    mutating func node(_ expression: FilterExpression) -> ScanNode {
        switch expression {
        case .all(let parts): return node(.all, parts)
        case .any(let parts): return node(.any, parts)
        case .not(let part): return node(.not, [part])
        case .named(_, let part): return node(part)
        case .term(let term): return node(term)
        }
    }

    private mutating func node(_ kind: ScanNode.Kind, _ expressions: [FilterExpression]) -> ScanNode {
        var parts: [ScanNode] = []
        for expression in expressions { parts.append(node(expression)) }
        let node = ScanNode(kind, cost: parts.reduce(0) { $0 + $1.cost })
        node.parts = parts.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }
            .map(\.element)
        return node
    }

    private mutating func node(_ term: FilterTerm) -> ScanNode {
        let node = ScanNode(kind(of: term), term.key, cost: term.key.cost)
        switch term.test {
        case .texts(let patterns): node.patterns = patterns
        case .numbers(let ranges): node.ranges = ranges
        case .names(let names):
            node.findings = term.key == .finding ? names.compactMap(FindingKind.init(name:)) : []
            node.conditions = node.kind == .conditions ? names.map(ScanCondition.init) : []
            node.patterns = node.kind == .text ? names.map(TextPattern.init(equalTo:)) : []
        case .pairs, .builds: break
        }
        if node.kind == .apps { node.apps = standings.matching(term, apps) }
        if node.kind == .word || node.kind == .details {
            node.number = probes.count
            probes.append(DetailProbe(term))
            words.append(node.kind == .word ? node.patterns.first.map(WordProbe.init) : nil)
        }
        if node.kind == .word, let word = node.patterns.first?.text {
            node.apps = Set(apps.filter { $0.name.lowercased() == word }.map(\.id))
        }
        return node
    }

    private func kind(of term: FilterTerm) -> ScanNode.Kind {
        switch term.key {
        case .app, .pid, .build, .configuration: .apps
        case .finding: .findings
        case .is, .has: .conditions
        case .kind: .text
        case .word: .word
        case _ where !term.key.roles.isEmpty: .details
        default: if case .numbers = term.test { .number } else { .text }
        }
    }
}
