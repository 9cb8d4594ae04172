import PeriscopeHistory
import PeriscopeInsight
import Screen

/// The comparison that is on screen, so that a key and its frame make it once.
///
/// Holds nothing that cannot be made again; owned by the loop, like the `PanelCache` that it is part of.
final class CompareCache {
    /// By what a difference is made of: the two requests as they are, and the names of call sites.
    struct DiffKey: Equatable {
        let sides: Pair<RequestID>
        let revisions: Pair<UInt32>
        let names: UInt64
    }

    struct PageKey: Equatable {
        let diff: DiffKey
        let width: Int
        let glyphs: Glyphs
        let showsSame: Bool
    }

    /// In the glyphs of keys and of the screen, and one to come back to.
    private static let heldPages = 3

    private var diff: (key: DiffKey, diff: RequestDiff)?
    private var pages: [(key: PageKey, page: CompareContent)] = []
    private let counter = LineCounter()

    func diff(_ key: DiffKey, make: () -> RequestDiff) -> RequestDiff {
        if let diff, diff.key == key { return diff.diff }
        let new = make()
        diff = (key, new)
        return new
    }

    func page(_ key: PageKey, make: () -> CompareContent) -> CompareContent {
        if let held = pages.first(where: { $0.key == key }) { return held.page }
        var new = make()
        new.content = LineMemory.remembering(new.content, counter)
        pages.insert((key, new), at: 0)
        if pages.count > Self.heldPages { pages.removeLast() }
        return new
    }
}
