/// A part of a packed request that can be read without the others; the cheapest first.
enum DetailPart: CaseIterable {
    case head, logs, spans, bodies

    var roles: DetailRoles {
        switch self {
        case .head: .head
        case .bodies: .bodies
        case .logs: .logs
        case .spans: .spans
        }
    }

    func bytes(in packed: PackedDetails) -> Range<Int> {
        switch self {
        case .head: 0..<Int(packed.bodiesAt)
        case .bodies: Int(packed.bodiesAt)..<Int(packed.logsAt)
        case .logs: Int(packed.logsAt)..<Int(packed.spansAt)
        case .spans: Int(packed.spansAt)..<packed.bytes.count
        }
    }

    func texts(in packed: PackedDetails) -> Range<Int> {
        switch self {
        case .head: 0..<Int(packed.bodyTextsAt)
        case .bodies: Int(packed.bodyTextsAt)..<Int(packed.logTextsAt)
        case .logs: Int(packed.logTextsAt)..<Int(packed.spanTextsAt)
        case .spans: Int(packed.spanTextsAt)..<packed.texts.count
        }
    }
}

extension PackedWalk {
    mutating func run(_ part: DetailPart) -> Bool {
        switch part {
        case .head: head()
        case .bodies: bodies()
        case .logs: logs()
        case .spans: spans()
        }
    }
}
