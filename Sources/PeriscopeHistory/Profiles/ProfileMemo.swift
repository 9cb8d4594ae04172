internal import PeriscopeInsight
internal import Synchronization

/// Profiles that were asked for and whose requests and names have not changed since.
///
/// A class so that asking a history that is only read can keep the answer; the history replaces it when it changes and
/// a copy of the history still holds it.
final class ProfileMemo: Sendable {
    /// What is on screen at a time: a request, a span of it, its route.
    private static let limit = 4

    /// A request as it was.
    struct Stamp: Sendable, Equatable {
        let sequence: UInt64
        let revision: UInt32
    }

    struct Key: Sendable, Equatable {
        let requests: [Stamp]
        let span: UInt64?
        let names: UInt64
    }

    private let made = Mutex<[(key: Key, profile: CPUProfile)]>([])

    func profile(_ key: Key, make: () -> CPUProfile) -> CPUProfile {
        if let known = made.withLock({ made in made.first { $0.key == key }?.profile }) { return known }
        let profile = make()
        made.withLock { made in
            if made.count >= Self.limit { made.removeFirst() }
            made.append((key, profile))
        }
        return profile
    }
}
