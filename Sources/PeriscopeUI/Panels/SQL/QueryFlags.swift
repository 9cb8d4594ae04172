import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire
import Screen

/// What is to be said of one query in a word each.
struct QueryFlags: OptionSet, Hashable {
    let rawValue: UInt8

    static let failed = QueryFlags(rawValue: 1)
    static let running = QueryFlags(rawValue: 2)
    static let nPlusOne = QueryFlags(rawValue: 4)
    static let duplicate = QueryFlags(rawValue: 8)
    static let slow = QueryFlags(rawValue: 16)
    static let scan = QueryFlags(rawValue: 32)

    /// From so many rows read without an index on it is worth a word: of fewer, no index would be quicker.
    static let notableScan: UInt64 = 1_000

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// That a query is a duplicate is for the findings to say: equal text and values alone do not make it one.
    init(
        _ span: SpanRecord, _ query: QueryRecord, mark: Finding?, isDuplicate: Bool, severity: Severity, isOpen: Bool
    ) {
        self = []
        if span.status == .error || query.errorCode != nil || span.failure != nil { insert(.failed) }
        if isOpen { insert(.running) }
        if mark?.kind == .nPlusOne { insert(.nPlusOne) }
        if mark?.kind == .duplicateQuery || isDuplicate { insert(.duplicate) }
        if mark?.kind == .slowQuery || severity > .none { insert(.slow) }
        if let counters = query.counters, counters.fullScanSteps >= Self.notableScan { insert(.scan) }
    }

    private static let words: [(flag: QueryFlags, word: String, role: Role)] = [
        (.failed, "failed", .error), (.running, "running", .running), (.nPlusOne, "N+1", .nplusone),
        (.duplicate, "dup", .duplicate), (.slow, "slow", .slow), (.scan, "scan", .warning),
    ]

    var text: StyledText {
        var text = StyledText()
        for item in Self.words where contains(item.flag) {
            if !text.isEmpty { text.append(" ") }
            text.append(item.word, item.role)
        }
        return text
    }

    /// How heavy they are together, for sorting.
    var weight: Int {
        (contains(.failed) ? 32 : 0) + (contains(.nPlusOne) ? 16 : 0) + (contains(.slow) ? 8 : 0)
            + (contains(.duplicate) ? 4 : 0) + (contains(.scan) ? 2 : 0) + (contains(.running) ? 1 : 0)
    }
}
