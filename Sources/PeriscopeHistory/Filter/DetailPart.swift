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

    /// All of them where it cannot be told which.
    func texts(in packed: PackedDetails) -> Range<Int> {
        let all = 0..<packed.texts.count
        let (from, to): (UInt32?, UInt32?)
        switch self {
        case .head: (from, to) = (nil, packed.bodiesAt)
        case .bodies: (from, to) = (packed.bodiesAt, packed.logsAt)
        case .logs: (from, to) = (packed.logsAt, packed.spansAt)
        case .spans: (from, to) = (packed.spansAt, nil)
        }
        let start = from.map { packed.textsBegin(at: $0) } ?? 0
        let end = to.map { packed.textsBegin(at: $0) } ?? all.upperBound
        guard let start, let end, start <= end else { return all }
        return start..<end
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
