import PeriscopeHistory
import PeriscopeWire
import Screen

/// What a person should know about a request at a glance: the words of the FLAGS column.
struct RequestFlags {
    struct Flag {
        let text: String
        let role: Role
        /// Says no more than that it takes long.
        var isAboutTime = false
    }

    let flags: [Flag]

    init(_ request: RequestRecord, clock: UnixNanoseconds, glyphs: Glyphs) {
        var flags: [Flag] = []
        if request.state == .lost { flags.append(Flag(text: "lost", role: .error)) }
        let found = FindingFlags.flags(request, glyphs: glyphs)
        // Of a running request its clock says that it is slow; what it waits in is the news.
        flags += found.filter { request.state != .open || !$0.isAboutTime }
        if request.state == .open {
            let age = max(0, clock &- request.startedAt)
            if request.isStreamed {
                flags.append(Flag(text: "streaming", role: .running))
            } else if age >= ListRow.clockFrom {
                flags.append(Flag(text: Self.waiting(request), role: .running))
            }
        }
        flags += found.filter { request.state == .open && $0.isAboutTime }
        if request.isAborted { flags.append(Flag(text: "aborted", role: .warning)) }
        if request.isStreamed, request.state == .finished { flags.append(Flag(text: "stream", role: .info)) }
        if request.callCount > 0 {
            flags.append(Flag(text: Self.plural(request.callCount, "call"), role: .text))
        }
        if request.warningCount > 0 {
            flags.append(Flag(text: Self.plural(request.warningCount, "warning"), role: .warning))
        }
        self.flags = flags
    }

    /// One line, the weightiest first.
    func styled(_ separator: String) -> StyledText {
        var text = StyledText()
        for (index, flag) in flags.enumerated() {
            if index > 0 { text.append(" " + separator + " ", .textDim) }
            text.append(flag.text, flag.role)
        }
        return text
    }

    private static func plural(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)" + (count == 1 ? "" : "s")
    }

    /// What a running request is in: its newest span that has not ended.
    static func waiting(_ request: RequestRecord) -> String {
        guard let span = request.spans.last(where: { $0.end == nil }) else { return "waiting" }
        switch span.kind {
        case .query: return "in query " + firstWords(span.query?.sql ?? span.name)
        case .render: return "in render " + span.name
        case .client: return "in call " + span.name
        case .handler: return "waiting in handler"
        case .middleware: return "waiting in " + span.name
        default: return "in " + span.name
        }
    }

    private static func firstWords(_ sql: String) -> String {
        String(sql.prefix(80)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
