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
        /// By sequence number.
        var digests: [UInt64: ShapeDigest] = [:]
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
            state.shapes = Self.add(store, state)
            state.revision = revision
            return state.shapes
        }
    }

    private static func digest(
        _ store: RequestStore, _ state: inout State, statements: StatementCache, findings: (RequestRecord) -> [Finding]
    ) {
        var digests: [UInt64: ShapeDigest] = [:]
        digests.reserveCapacity(store.count)
        store.forEach { record in
            guard !record.pointee.isNoise else { return }
            if let old = state.digests[record.pointee.sequence], old.revision == record.pointee.revision {
                digests[record.pointee.sequence] = old
            } else {
                digests[record.pointee.sequence] = ShapeDigest(
                    record.pointee, index: &state.index, statements: statements, findings: findings)
            }
        }
        state.digests = digests
    }

    private static func add(_ store: RequestStore, _ state: State) -> [QueryShape] {
        var sums = [ShapeSum?](repeating: nil, count: state.index.fingerprints.count)
        store.forEach { record in
            guard let digest = state.digests[record.pointee.sequence] else { return }
            for part in digest.parts {
                sums[part.shape, default: ShapeSum()].add(part, digest.route, record.pointee.id)
            }
        }
        var shapes: [QueryShape] = []
        for (number, sum) in sums.enumerated() {
            guard let sum else { continue }
            shapes.append(sum.shape(state.index.fingerprints[number], routes: state.index.routes))
        }
        return shapes.sorted { ($0.duration, $0.count, $1.id) > ($1.duration, $1.count, $0.id) }
    }
}

extension [ShapeSum?] {
    fileprivate subscript(_ position: Int, default new: @autoclosure () -> ShapeSum) -> ShapeSum {
        get { self[position] ?? new() }
        _modify {
            var sum = self[position] ?? new()
            self[position] = nil
            yield &sum
            self[position] = sum
        }
    }
}
