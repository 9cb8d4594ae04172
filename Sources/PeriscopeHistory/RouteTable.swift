internal import PeriscopeInsight
internal import Synchronization

/// The route summaries of one revision of a history, made when they are first asked for.
///
/// A class so that asking a history that is only read can keep the answer; the history replaces it when it changes and
/// a copy of the history still holds it.
final class RouteTable: Sendable {
    private let made = Mutex<(revision: UInt64, summaries: [RouteSummary])?>(nil)

    /// The summaries, the greatest impact first.
    ///
    /// Walks the whole history the first time in a revision: about three milliseconds for 10,000 requests.
    func summaries(_ store: RequestStore, revision: UInt64) -> [RouteSummary] {
        made.withLock { made in
            if let made, made.revision == revision { return made.summaries }
            let summaries = Self.make(store)
            made = (revision, summaries)
            return summaries
        }
    }

    private static func make(_ store: RequestStore) -> [RouteSummary] {
        var groups: [RouteSummary.ID: Int] = [:]
        var summaries: [RouteSummary] = []
        var durations: [[UInt64]] = []
        store.forEach { record in
            guard !record.isOpen, !record.pointee.isNoise else { return }
            let id = RouteSummary.ID(method: record.pointee.method, route: record.pointee.route)
            let group = groups[id] ?? summaries.count
            if group == summaries.count {
                groups[id] = group
                summaries.append(RouteSummary(id: id, newest: record.pointee.id))
                durations.append([])
            }
            summaries[group].add(record)
            if record.isTimed, let duration = record.duration { durations[group].append(duration) }
        }
        for group in summaries.indices { summaries[group].take(LatencySpread(durations[group])) }
        return summaries.sorted { $0.impact > $1.impact }
    }
}

extension RouteSummary {
    fileprivate mutating func add(_ record: LentRequest) {
        count += 1
        if record.isError { errors += 1 }
        if record.pointee.findings.contains(.nPlusOne) { nPlusOnes += 1 }
        queries = queries.saturatingAdding(record.pointee.queryCount)
        queryDuration = queryDuration.saturatingAdding(record.pointee.queryDuration)
        if record.isTimed { impact = impact.saturatingAdding(record.duration ?? 0) }
        newest = record.pointee.id
        newestAt = record.pointee.startedAt
    }

    fileprivate mutating func take(_ spread: LatencySpread) {
        p50 = spread.percentile(50)
        p95 = spread.percentile(95)
        p99 = spread.percentile(99)
    }
}
