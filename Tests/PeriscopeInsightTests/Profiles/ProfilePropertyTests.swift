import PeriscopeInsight
import Testing

/// What is true of every profile, however its stacks look.
struct ProfilePropertyTests {
    private static let seeds = Array(UInt64(1)...60)

    private func profile(_ seed: UInt64) -> CPUProfile {
        var random = RandomStacks(seed: seed)
        return RandomStacks.profile(random.stacks(Int(seed) * 4))
    }

    private func isOneTree(_ profile: CPUProfile) -> Bool {
        profile.nodes.enumerated().allSatisfy { index, node in
            let below = node.children.map { profile.nodes[$0].total }
            return node.total == below.reduce(node.own, +) && below == below.sorted(by: >) && node.parent < index
                && node.children.allSatisfy { profile.nodes[$0].parent == index }
                && profile.subtree(of: index).map { profile.nodes[$0].own }.reduce(0, +) == node.total
        }
    }

    @Test("Every sample is in the tree once", arguments: seeds)
    func counts(seed: UInt64) {
        var random = RandomStacks(seed: seed)
        let stacks = random.stacks(Int(seed) * 4)
        let profile = RandomStacks.profile(stacks)
        #expect(profile.samples == stacks.map(\.count).reduce(0, +))
        #expect(isOneTree(profile))
        let rows = stacks.map { (parent: -1, frames: $0.frames, own: $0.count) }
        #expect(CPUProfile(period: 4_000_000, tree: rows).outline == profile.outline)
        #expect(RandomStacks.profile(stacks.reversed()).samples == profile.samples)
    }

    @Test("Hot functions' own samples add up to all, and their totals are those of the stacks", arguments: seeds)
    func hot(seed: UInt64) {
        var random = RandomStacks(seed: seed)
        let stacks = random.stacks(Int(seed) * 4)
        let profile = RandomStacks.profile(stacks)
        let hot = profile.hotFunctions
        #expect(hot.map(\.own).reduce(profile.nodes[0].own, +) == profile.samples)
        let inApp = stacks.filter { $0.frames.contains { $0.origin == .app } }.map(\.count).reduce(0, +)
        #expect(hot.map(\.ownWithLibraries).reduce(0, +) == inApp)
        for entry in hot {
            let total = stacks.filter { stack in
                stack.frames.contains { frame in
                    (frame.function, frame.path, frame.module, frame.origin)
                        == (entry.function.name, entry.function.path, entry.function.module, entry.function.origin)
                }
            }
            #expect(entry.total == total.map(\.count).reduce(0, +))
            #expect(entry.total >= entry.ownWithLibraries && entry.total >= entry.own)
        }
    }

    @Test("Boxes lie in their parents, side by side, and stand for all of their samples", arguments: seeds)
    func layout(seed: UInt64) throws {
        let profile = profile(seed)
        for width in [1, 2, 7, 80, 200] {
            let rows = FlameGraph.layout(profile, width: width)
            let root = try #require(rows.first?.first)
            #expect(rows[0].count == 1 && root.nodes == [0] && root.count == profile.samples)
            #expect([root.x, root.width] == [0, width])
            for (row, above) in zip(rows.dropFirst(), rows) {
                for (box, next) in zip(row, row.dropFirst()) {
                    #expect(box.x + box.width <= next.x)
                }
                for box in row {
                    #expect(box.width >= 1)
                    #expect(box.count == box.nodes.map { profile.nodes[$0].total }.reduce(0, +))
                    let parent = try #require(above.first { $0.nodes == [profile.nodes[box.node].parent] })
                    #expect(box.x >= parent.x && box.x + box.width <= parent.x + parent.width)
                    let exact = Double(box.count) * Double(parent.width) / Double(parent.count)
                    #expect(abs(Double(box.width) - exact) < 1, "a column is all that rounding takes")
                }
            }
        }
    }

    @Test("Cuts keep their counts, and are trees", arguments: seeds)
    func cuts(seed: UInt64) {
        let profile = profile(seed)
        for origins in [[.app], [.library], [.app, .runtime], []] as [Set<ProfileFrame.Origin>] {
            let folded = profile.folded(showing: origins)
            #expect(folded.samples == profile.samples)
            #expect(isOneTree(folded))
            #expect(folded.hotFunctions.allSatisfy { origins.contains($0.function.origin) })
        }
    }

    @Test("All three files say the same samples", arguments: seeds)
    func files(seed: UInt64) throws {
        let profile = profile(seed)
        let folded = FoldedStacks.write(profile).split(separator: "\n").map { $0.split(separator: " ").last ?? "" }
        #expect(folded.compactMap { UInt64($0) }.reduce(0, +) == profile.samples)
        let speedscope = try SpeedscopeReading(Speedscope.write(profile, name: "x")).profiles[0]
        #expect(speedscope.weights.reduce(0, +) == profile.samples * profile.period)
        #expect(speedscope.endValue == profile.samples * profile.period)
        let pprof = try #require(PprofReading(PprofFile.write(profile)))
        #expect(pprof.samples.map { $0.values[0] }.reduce(0, +) == profile.samples)
        #expect(pprof.samples.map { $0.values[1] }.reduce(0, +) == profile.samples * profile.period)
        #expect(folded.count == speedscope.samples.count && folded.count == pprof.samples.count)
        for (stack, sample) in zip(speedscope.samples, pprof.samples) {
            #expect(sample.locations.compactMap { pprof.locations[$0]?.count }.reduce(0, +) == stack.count)
        }
    }
}
