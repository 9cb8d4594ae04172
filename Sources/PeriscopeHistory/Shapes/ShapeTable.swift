internal import PeriscopeInsight
internal import PeriscopeSQL
internal import Synchronization

/// The shapes of one revision of a history, made when they are first asked for.
///
/// A class for the reason that `RouteTable` is one. It keeps what it found in each request, so that the next revision
/// costs only what changed and the sums.
final class ShapeTable: Sendable {
    /// Past so many shapes that no request runs any more it starts anew.
    private static let stale = 4_096

    private struct State {
        var revision: UInt64?
        var epoch: UInt64 = 0
        var shapes: [QueryShape] = []
        var index = ShapeIndex()
        /// In order of arrival.
        var digests: [ShapeDigest] = []
    }

    private let state = Mutex(State())

    /// The shapes, the greatest total time first.
    func shapes(
        _ store: RequestStore, revision: UInt64, epoch: UInt64, statements: StatementCache,
        findings: (RequestRecord) -> [Finding]
    ) -> [QueryShape] {
        state.withLock { state in
            if state.revision == revision { return state.shapes }
            if state.epoch != epoch || state.index.fingerprints.count > state.shapes.count + Self.stale {
                state = State()
                state.epoch = epoch
            }
            Self.digest(store, &state, statements: statements, findings: findings)
            state.shapes = Self.add(state)
            state.revision = revision
            return state.shapes
        }
    }

    /// Both the store and what is known of it are in order of arrival, so that nothing has to be looked up.
    private static func digest(
        _ store: RequestStore, _ state: inout State, statements: StatementCache, findings: (RequestRecord) -> [Finding]
    ) {
        let old = state.digests
        var place = 0
        var digests: [ShapeDigest] = []
        digests.reserveCapacity(store.count)
        store.forEach { record in
            guard !record.pointee.isNoise else { return }
            let sequence = record.pointee.sequence
            while place < old.count, old[place].sequence < sequence { place += 1 }
            if place < old.count, old[place].sequence == sequence, old[place].revision == record.pointee.revision {
                digests.append(old[place])
            } else {
                digests.append(
                    ShapeDigest(record.pointee, index: &state.index, statements: statements, findings: findings))
            }
        }
        state.digests = digests
    }

    private static func add(_ state: State) -> [QueryShape] {
        var sums = [ShapeSum](repeating: ShapeSum(), count: state.index.fingerprints.count)
        for digest in state.digests {
            for part in digest.parts { sums[part.shape].add(part, digest.route, digest.request) }
        }
        var shapes: [QueryShape] = []
        for (number, sum) in sums.enumerated() where !sum.isEmpty {
            shapes.append(sum.shape(state.index.fingerprints[number], routes: state.index.routes))
        }
        return shapes.sorted { ($0.duration, $0.count, $1.id) > ($1.duration, $1.count, $0.id) }
    }
}
