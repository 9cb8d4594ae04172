import PeriscopeSQL

/// Reads that asked the same thing and got the same answer: text, values, connection and number of rows are equal, and
/// nothing was written between.
///
/// What stands in the way of that is not reported: a read behind a write may see something else; with another number of
/// rows it did; values that are not known can't be called equal; a failed one has no answer to keep. From one place
/// again after a pause it is a poll. What a statement does besides reading (a lock, the next number of a sequence, a
/// random row, the time) is why it runs again, and behind a lock another answer may stand. Where it ran, and from where, does not matter: two middlewares that both look up
/// the session are just what this is for.
///
/// Linear: one look-up for each read whose fingerprint repeats.
struct EqualQueries {
    struct Answer {
        /// The entry that asked first.
        let first: Int
        var last: Int
        var count = 1
        var duration: UInt64
        var slowest: UInt64
        var latestEnd: UInt64
        /// Two asked at once, so that the time of one is not saved by the other.
        var overlaps = false
    }

    private(set) var answers: [Answer] = []
    /// By entry: its answer or -1.
    private(set) var answerOf: [Int32]
    private(set) var probes = 0

    /// Those for which `isTaken` is true are left out: the finding that has them says what to do with them.
    init(
        _ trace: RequestTrace, _ shapes: QueryShapes, _ thresholds: Thresholds, isTaken: (_ ordinal: Int) -> Bool
    ) {
        answerOf = Array(repeating: -1, count: shapes.entries.count)
        var table = SlotTable(capacity: shapes.entries.count)
        for ordinal in shapes.entries.indices {
            let entry = shapes.entries[ordinal]
            guard entry.isRepeatable, shapes.shapes[entry.shape].reads > 1, !isTaken(ordinal),
                let end = trace.spans[entry.span].end, let values = trace.spans[entry.span].query?.values
            else { continue }
            let text = trace.spans[entry.span].query?.text ?? 0
            let rows = trace.spans[entry.span].query?.rows ?? 0
            let hash = SlotTable.mix(SlotTable.mix(text, values), rows &+ UInt64(entry.changesBefore) << 32)
            let index = table.index(hash, next: answers.count) {
                Self.isSame(trace, shapes.entries[answers[$0].first], entry)
            }
            let isPoll = index < answers.count && isPoll(trace, shapes, entry, answers[index], thresholds)
            if !isPoll { answerOf[ordinal] = Int32(truncatingIfNeeded: index) }
            note(trace, entry, ordinal, end: end, index, isPoll: isPoll)
        }
        probes = table.probes
    }

    private mutating func note(
        _ trace: RequestTrace, _ entry: QueryShapes.Entry, _ ordinal: Int, end: UInt64, _ index: Int, isPoll: Bool
    ) {
        let duration = trace.duration(entry.span)
        if index == answers.count {
            answers.append(
                Answer(first: ordinal, last: ordinal, duration: duration, slowest: duration, latestEnd: end))
            return
        }
        answers[index].last = ordinal
        guard !isPoll else { return }
        answers[index].count += 1
        answers[index].duration &+= duration
        answers[index].slowest = max(answers[index].slowest, duration)
        if trace.spans[entry.span].start < answers[index].latestEnd { answers[index].overlaps = true }
        answers[index].latestEnd = max(answers[index].latestEnd, end)
    }

    private static func isSame(_ trace: RequestTrace, _ left: QueryShapes.Entry, _ right: QueryShapes.Entry) -> Bool {
        guard left.shape == right.shape, left.changesBefore == right.changesBefore,
            let first = trace.spans[left.span].query, let second = trace.spans[right.span].query
        else { return false }
        return first.text == second.text && first.values == second.values && first.rows == second.rows
            && first.connection == second.connection
    }

    /// Asked again from the place that asked last, after a pause: it waits for the answer to change.
    private func isPoll(
        _ trace: RequestTrace, _ shapes: QueryShapes, _ entry: QueryShapes.Entry, _ answer: Answer,
        _ thresholds: Thresholds
    ) -> Bool {
        let former = shapes.entries[answer.last]
        return trace.spans[former.span].stack == trace.spans[entry.span].stack
            && entry.idleBefore &- former.idleBefore >= max(1, thresholds.gapFinding)
    }
}
