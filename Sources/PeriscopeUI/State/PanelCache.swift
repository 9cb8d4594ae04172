import PeriscopeHistory

/// What was worked out of a request for the screen and still holds, so that a key and its frame work it out once.
///
/// Holds nothing that cannot be made again: a new one gives the same screens, only later.
///
/// `@unchecked Sendable` because only the loop that owns the context reads and changes it.
package final class PanelCache: @unchecked Sendable {
    /// How much was made; what a test or a measurement counts.
    package struct Counts: Equatable, Sendable {
        package var facts = 0
        package var contents = 0
        /// Rows that were drawn up.
        package var lines = 0

        package init() {}

        /// What was made since then.
        package func since(_ before: Counts) -> Counts {
            var counts = self
            counts.facts -= before.facts
            counts.contents -= before.contents
            counts.lines -= before.lines
            return counts
        }
    }

    /// The panel and the one it was opened from, in the glyphs of keys and of the screen.
    private static let heldContents = 6
    private static let heldFacts = 3

    private var facts: [(key: FactsKey, facts: RequestFacts)] = []
    private var contents: [(key: ContentKey, content: PanelContent)] = []
    private var profiles: [(key: ProfileFacts.Key, at: UnixNanoseconds?, facts: ProfileFacts)] = []
    private var profileContents: [(key: ProfileContentKey, content: PanelContent)] = []
    let comparisons = CompareCache()
    let latencies = LatencyCache()
    private let counter = LineCounter()
    private var made = Counts()

    package init() {}

    package var counts: Counts {
        var counts = made
        counts.lines = counter.lines
        return counts
    }

    /// Which state of a request something was made of.
    struct FactsKey: Equatable {
        let request: RequestID
        /// Grows with every piece of news of the request, and where its findings are judged anew.
        let revision: UInt32
        /// Grows with every name of a call site.
        let names: UInt64
        /// Of a request in flight, whose findings grow with the time that goes by; else 0.
        let second: Int64
    }

    func facts(_ key: FactsKey, make: () -> RequestFacts) -> RequestFacts {
        if let held = facts.first(where: { $0.key == key }) { return held.facts }
        made.facts += 1
        let new = make()
        facts.removeAll { $0.key.request == key.request }
        facts.insert((key, new), at: 0)
        if facts.count > Self.heldFacts { facts.removeLast() }
        return new
    }

    /// A profile of many requests is made anew once a second at most: nanoseconds.
    private static let leastProfileAge: Int64 = 1_000_000_000

    /// The samples of a subject as a profile, and the key of what is held.
    ///
    /// - Parameter now: Of a subject that changes with every request; nil where the key alone decides.
    func profile(
        _ key: ProfileFacts.Key, at now: UnixNanoseconds?, make: () -> ProfileFacts
    ) -> (ProfileFacts, ProfileFacts.Key) {
        if let held = profiles.first(where: { $0.key.isSameSubject(as: key) }) {
            if held.key == key { return (held.facts, held.key) }
            if let now, let at = held.at, now >= at, now &- at < Self.leastProfileAge { return (held.facts, held.key) }
        }
        made.facts += 1
        let new = make()
        profiles.removeAll { $0.key.isSameSubject(as: key) }
        profiles.insert((key, now, new), at: 0)
        if profiles.count > Self.heldFacts { profiles.removeLast() }
        return (new, key)
    }

    func profileContent(_ key: ProfileContentKey, make: () -> PanelContent) -> PanelContent {
        if let held = profileContents.first(where: { $0.key == key }) { return held.content }
        made.contents += 1
        let new = LineMemory.remembering(make(), counter)
        profileContents.insert((key, new), at: 0)
        if profileContents.count > Self.heldContents { profileContents.removeLast() }
        return new
    }

    func content(_ key: ContentKey, make: () -> PanelContent) -> PanelContent {
        if let place = contents.firstIndex(where: { $0.key == key }) {
            let held = contents.remove(at: place)
            contents.insert(held, at: 0)
            return held.content
        }
        made.contents += 1
        let new = LineMemory.remembering(make(), counter)
        contents.insert((key, new), at: 0)
        if contents.count > Self.heldContents { contents.removeLast() }
        return new
    }
}
