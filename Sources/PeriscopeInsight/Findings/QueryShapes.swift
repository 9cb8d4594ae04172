import PeriscopeSQL

/// A request's queries by fingerprint, housekeeping left out, in order of start.
///
/// One pass; two arrays and a table.
struct QueryShapes {
    struct Entry {
        /// The span's index.
        let span: Int
        let shape: Int
        /// Statements before it that may have changed what a read returns.
        let writesBefore: Int
        /// The same, and statements that waited for a lock: behind them stands what others wrote meanwhile.
        let changesBefore: Int
        /// Nanoseconds before it in which neither a query nor a call was under way.
        let idleBefore: UInt64
        /// It reads, and did not fail, so that its answer could have been kept.
        let isRead: Bool
        /// It would answer the same again.
        let isRepeatable: Bool
    }

    struct Shape {
        /// The index of its first span.
        let first: Int
        var count = 0
        var reads = 0
    }

    private(set) var entries: [Entry] = []
    private(set) var shapes: [Shape] = []
    private(set) var probes = 0

    init(_ trace: RequestTrace, queries: Int) {
        entries.reserveCapacity(queries)
        var table = SlotTable(capacity: queries)
        var writes = 0
        var locks = 0
        var idle: UInt64 = 0
        var covered = trace.start
        for index in trace.spans.indices {
            let kind = trace.spans[index].kind
            guard kind == .query || kind == .client else { continue }
            let start = trace.spans[index].start
            if start > covered { idle &+= start - covered }
            covered = max(covered, trace.spans[index].end ?? trace.finish)
            guard kind == .query else { continue }
            let statement = trace.spans[index].query?.kind ?? .other
            if trace.spans[index].query?.isHousekeeping != true {
                append(trace, index, statement, (writes, locks), idle: idle, &table)
            }
            let effects = trace.spans[index].query?.effects ?? []
            if Self.mayChangeAnswers(statement) || effects.contains(.writes) { writes += 1 }
            if effects.contains(.locks) { locks += 1 }
        }
        probes = table.probes
    }

    @inline(__always)
    private mutating func append(
        _ trace: RequestTrace, _ index: Int, _ statement: SQLStatementKind, _ before: (writes: Int, locks: Int),
        idle: UInt64, _ table: inout SlotTable
    ) {
        let hash = trace.spans[index].query?.fingerprint.hash ?? 0
        let shape = table.index(hash, next: shapes.count) { candidate in
            let other = shapes[candidate].first
            guard trace.spans[other].query?.fingerprint.hash ?? 0 == hash else { return false }
            return trace.spans[other].query?.fingerprint == trace.spans[index].query?.fingerprint
        }
        if shape == shapes.count { shapes.append(Shape(first: index)) }
        let isRead = statement == .select && !trace.spans[index].isFailed
        shapes[shape].count += 1
        if isRead { shapes[shape].reads += 1 }
        entries.append(
            Entry(
                span: index, shape: shape, writesBefore: before.writes, changesBefore: before.writes + before.locks,
                idleBefore: idle, isRead: isRead,
                isRepeatable: isRead && trace.spans[index].query?.effects.isEmpty != false))
    }

    /// What begins and ends a transaction changes nothing by itself, but for a rollback.
    private static func mayChangeAnswers(_ statement: SQLStatementKind) -> Bool {
        switch statement {
        case .select, .explain, .begin, .commit, .savepoint, .release: false
        case .insert, .update, .delete, .replace, .rollback, .pragma, .ddl, .other: true
        }
    }
}
