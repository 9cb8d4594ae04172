internal import PeriscopeInsight
internal import PeriscopeWire

/// The values that a history has seen, for completion: of the newest requests, the commonest first.
struct FilterVocabulary {
    /// Requests whose summary is looked at, and those whose details are.
    private static let summaries = 10_000
    private static let details = 400

    private let history: History

    init(history: History) {
        self.history = history
    }

    /// - Parameters:
    ///   - name: Of a header or alike, whose values are wanted.
    ///   - start: What is written already.
    func values(of key: FilterKey, named name: String?, beginning start: String) -> [FilterCompletion.Item] {
        let start = start.lowercased()
        var seen: [FilterCompletion.Item]
        switch key {
        case .status: seen = statuses()
        case .build: seen = builds()
        case .finding, .is, .has, .kind, .configuration, .level: seen = names(key)
        case .app: seen = counted { request, count in appName(request).map { count($0) } }
        case .pid: seen = history.apps.map { .init(String($0.pid), $0.name) }
        default: seen = texts(key, name)
        }
        let found = seen.filter { $0.text.lowercased().hasPrefix(start) }
        // Of texts that are looked for, the middle is as good as the beginning.
        let others =
            start.isEmpty
            ? []
            : seen.filter {
                !$0.text.lowercased().hasPrefix(start) && $0.text.lowercased().contains(start)
            }
        return (found + others).map { .init(Self.written($0.text), $0.note) }
    }

    /// With quotes where it needs them.
    private static func written(_ text: String) -> String {
        let isPlain = text.allSatisfy { $0.isLetter || $0.isNumber || "_/-.+?=&:@%$#{}".contains($0) }
        if isPlain, !text.isEmpty { return text }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    // MARK: What the summaries have

    private func counted(_ look: (RequestRecord, (String) -> Void) -> Void?) -> [FilterCompletion.Item] {
        var counts: [String: Int] = [:]
        let requests = history.requests
        for place in requests.indices.suffix(Self.summaries) {
            _ = look(requests[place]) { text in
                if counts[text] != nil || counts.count < 2_000 { counts[text, default: 0] += 1 }
            }
        }
        return Self.sorted(counts)
    }

    private static func sorted(_ counts: [String: Int]) -> [FilterCompletion.Item] {
        counts.filter { !$0.key.isEmpty && $0.key.utf8.count <= 200 }
            .sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map { .init($0.key, String($0.value)) }
    }

    private func appName(_ request: RequestRecord) -> String? { history.app(request.id.app)?.name }

    private func statuses() -> [FilterCompletion.Item] {
        let seen = counted { request, count in request.status.map { count(String($0)) } }
        let classes = counted { request, count in request.status.map { count("\($0 / 100)xx") } }
        return (classes + seen).sorted { $0.text.prefix(1) == $1.text.prefix(1) ? false : $0.text < $1.text }
    }

    private func builds() -> [FilterCompletion.Item] {
        var items = [FilterCompletion.Item("current", "connected last"), .init("previous", "the one before")]
        for app in history.apps.reversed() where !items.contains(where: { $0.text == String(app.buildNumber) }) {
            items.append(.init(String(app.buildNumber), app.buildID))
        }
        return items
    }

    private func names(_ key: FilterKey) -> [FilterCompletion.Item] {
        guard key == .finding else { return key.names.map { .init($0) } }
        let seen = counted { request, count in
            for kind in FindingKind.allCases where request.findings.contains(kind) { count(kind.name) }
        }
        return seen + key.names.filter { name in !seen.contains { $0.text == name } }.map { .init($0) }
    }

    private func texts(_ key: FilterKey, _ name: String?) -> [FilterCompletion.Item] {
        switch key {
        case .method: counted { request, count in count(request.method) }
        case .path: counted { request, count in count(request.path) }
        case .url:
            counted { request, count in
                count(request.query.isEmpty ? request.path : request.path + "?" + request.query)
            }
        case .route: counted { request, count in request.route.map { count($0) } }
        case .query:
            counted { request, count in
                for part in request.query.split(separator: "&") { count(String(part)) }
            }
        default: collected(key, name)
        }
    }

    // MARK: What the details have

    private func collected(_ key: FilterKey, _ name: String?) -> [FilterCompletion.Item] {
        var roles = key.roles
        switch key {
        case .error: roles = .failure
        case .log: roles = .label
        case .call: roles = .callName
        case .context, .header, .param, .attribute, .contentType, .host, .remote, .database, .template, .span: break
        default: return []
        }
        var collector = DetailCollector(roles: roles, name: name?.lowercased())
        let requests = history.requests
        for place in requests.indices.suffix(Self.details) { collector.collect(requests[place].storage) }
        return Self.sorted(collector.counts)
    }
}

/// Counts the texts of some roles.
private struct DetailCollector: DetailSink {
    let roles: DetailRoles
    /// The values of this name; else the names.
    let name: String?
    private(set) var counts: [String: Int] = [:]

    init(roles: DetailRoles, name: String?) {
        self.roles = roles
        self.name = name
    }

    mutating func collect(_ storage: DetailStorage) {
        let parts = DetailPart.allCases.filter { roles.has($0.roles) }
        guard let packed = storage.packed else {
            guard let details = storage.expanded.first else { return }
            var walk = DetailWalk(self)
            counts = [:]
            _ =
                walk.head(details.head) || walk.bodies(details.bodies) || walk.logs(details.logs)
                || walk.spans(details.spans)
            counts = walk.sink.counts
            return
        }
        packed.bytes.withUnsafeBufferPointer { bytes in
            packed.texts.withUnsafeBufferPointer { texts in
                for part in parts {
                    var walk = PackedWalk(bytes, texts, at: part.bytes(in: packed).lowerBound, self)
                    counts = [:]
                    _ = walk.run(part)
                    counts = walk.sink.counts
                }
            }
        }
    }

    mutating func take(_ text: DetailText, _ role: DetailRoles) -> Bool {
        count(text.string)
        return false
    }

    mutating func take(_ key: DetailText, _ value: DetailText, _ role: DetailRoles) -> Bool {
        guard let name else {
            count(key.string)
            return false
        }
        if key.string.lowercased() == name { count(value.string) }
        return false
    }

    mutating func take(_ number: UInt64, _ role: DetailRoles) -> Bool { false }

    private mutating func count(_ text: String) {
        if counts[text] != nil || counts.count < 2_000 { counts[text, default: 0] += 1 }
    }
}
