extension CPUProfile {
    /// Makes a profile of stacks, one after the other.
    ///
    /// A stack costs a hash or two for each of its frames; memory grows with the different ones only.
    package struct Builder {
        private var draft: ProfileDraft
        private var room = CPUProfile.sampleLimit

        /// - Parameter period: nanoseconds of CPU time that a sample stands for.
        package init(period: UInt64) {
            draft = ProfileDraft(period: period)
        }

        /// So many samples of one stack; beyond `sampleLimit` in all they are not counted.
        ///
        /// - Parameter frames: the outermost first; with none, the samples are the root's own.
        package mutating func add(_ frames: [ProfileFrame], count: UInt64) {
            let count = min(count, room)
            guard count > 0 else { return }
            room -= count
            var place = ProfilePlace()
            for frame in frames { place.enter(frame, count, in: &draft) }
            draft.end(at: place.node, count)
        }

        package consuming func finish() -> CPUProfile {
            draft.finish()
        }
    }

    /// A profile of stacks that share their callers already.
    ///
    /// Costs a hash or two for each frame of a node that samples passed through, and nothing for the others, so a tree
    /// that holds more than this profile's samples will do.
    ///
    /// - Parameters:
    ///   - period: nanoseconds of CPU time that a sample stands for.
    ///   - tree: parents first; a parent that does not stand before its child counts as the root (-1). `frames`: the
    ///     outermost first, as one address may be several inlined functions; empty: the same as the parent. `own`:
    ///     samples that end there; beyond `sampleLimit` in all they are not counted.
    package init(period: UInt64, tree: [(parent: Int, frames: [ProfileFrame], own: UInt64)]) {
        var room = Self.sampleLimit
        var totals = [UInt64](repeating: 0, count: tree.count)
        for (index, node) in tree.enumerated() {
            totals[index] = min(node.own, room)
            room -= totals[index]
        }
        let owns = totals
        for (index, node) in tree.enumerated().reversed() where (0..<index).contains(node.parent) {
            totals[node.parent] += totals[index]
        }
        var draft = ProfileDraft(period: period)
        var places = [ProfilePlace](repeating: ProfilePlace(), count: tree.count)
        for (index, node) in tree.enumerated() where totals[index] > 0 {
            var place = (0..<index).contains(node.parent) ? places[node.parent] : ProfilePlace()
            for frame in node.frames { place.enter(frame, totals[index], in: &draft) }
            draft.end(at: place.node, owns[index])
            places[index] = place
        }
        self = draft.finish()
    }
}
