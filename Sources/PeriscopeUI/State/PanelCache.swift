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
    }

    /// The panel and the one it was opened from, in the glyphs of keys and of the screen.
    private static let heldContents = 6
    private static let heldFacts = 3

    private var facts: [(key: FactsKey, facts: RequestFacts)] = []
    private var contents: [(key: ContentKey, content: PanelContent)] = []
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
        let revision: UInt64
        let names: UInt64
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
