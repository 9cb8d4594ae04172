internal import Synchronization

/// What was worked out of a build ledger, until it changes.
///
/// A class for the reason that `RouteTable` is one: a list asks for it for each row of each frame, of a history that it
/// only reads.
final class BuildMemo: Sendable {
    /// Past so many comparisons of requests they are forgotten; a screen has a hundred rows.
    private static let limit = 1_024

    private struct MediansKey: Hashable {
        var lane: Int
        var build: Int
    }

    private struct Request {
        var revision: UInt32
        var previous: Int
        var version: UInt64
        var comparison: BuildComparison
    }

    private struct State {
        var medians: [MediansKey: (version: UInt64, medians: BuildMedians?)] = [:]
        var requests: [UInt64: Request] = [:]
        var changes: [AppID: (version: UInt64, changes: [RouteChange])] = [:]
    }

    private let state = Mutex(State())

    func medians(_ build: RouteBuild, lane: Int) -> BuildMedians? {
        let key = MediansKey(lane: lane, build: build.number)
        return state.withLock { state in
            if let known = state.medians[key], known.version == build.version { return known.medians }
            let medians = BuildMedians(build.figures)
            if state.medians.count > BuildLedger.entryLimit { state.medians = [:] }
            state.medians[key] = (build.version, medians)
            return medians
        }
    }

    /// A request's comparison with a build, if it is known.
    func comparison(_ request: RequestRecord, with previous: RouteBuild) -> BuildComparison? {
        state.withLock { state in
            guard let known = state.requests[request.sequence], known.revision == request.revision,
                known.previous == previous.number, known.version == previous.version
            else { return nil }
            return known.comparison
        }
    }

    func keep(_ comparison: BuildComparison, of request: RequestRecord, with previous: RouteBuild) {
        state.withLock { state in
            if state.requests.count >= Self.limit { state.requests = [:] }
            state.requests[request.sequence] = Request(
                revision: request.revision, previous: previous.number, version: previous.version,
                comparison: comparison)
        }
    }

    func changes(_ app: AppID, version: UInt64) -> [RouteChange]? {
        state.withLock { state in
            guard let known = state.changes[app], known.version == version else { return nil }
            return known.changes
        }
    }

    func keep(_ changes: [RouteChange], of app: AppID, version: UInt64) {
        state.withLock { state in
            if state.changes.count > 64 { state.changes = [:] }
            state.changes[app] = (version, changes)
        }
    }
}
