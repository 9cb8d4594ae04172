import PeriscopeInsight
import Testing

struct CPUProfileTests {
    @Test("Nothing sampled is a root without samples")
    func empty() {
        for profile in [CPUProfile(), CPUProfile.Builder(period: 1).finish(), CPUProfile(period: 1, tree: [])] {
            #expect(profile.nodes.count == 1)
            #expect(profile.samples == 0)
            #expect(profile.hotFunctions.isEmpty)
            #expect(profile.candidates().isEmpty)
        }
    }

    @Test("Stacks become one tree, the greatest child first")
    func tree() {
        let profile = ProfileScript.profile(
            """
            main;b 1
            main;a;c 2
            main;a 3
            main;b;d 7
            """)
        #expect(profile.outline == ["all 13 0", " main 13 0", "  b 8 1", "   d 7 7", "  a 5 3", "   c 2 2"])
        #expect(profile.nodes.indices.map { profile.nodes[$0].children } == [[1], [2, 4], [3], [], [5], []])
    }

    @Test("A node and all below it are one range")
    func subtrees() {
        let profile = ProfileScript.profile("main;b;d 7\nmain;b;e 2\nmain;a;c 2\n")
        #expect(profile.subtree(of: 0) == 0..<7)
        #expect(profile.subtree(of: 2) == 2..<5)
        #expect(profile.subtree(of: 6) == 6..<7)
        #expect(profile.subtree(of: 7).isEmpty && profile.subtree(of: -1).isEmpty)
    }

    @Test("A node's line is that of most of its samples, of a known one")
    func lines() {
        let profile = ProfileScript.profile(
            "main;f:3 2\nmain;f:9;g 3\nmain;f:7 2\nmain;f 100\nmain;h:8 1\nmain;h:6 1\n")
        #expect(profile.node("f").map { profile.nodes[$0].line } == 9)
        #expect(profile.node("h").map { profile.nodes[$0].line } == 6)
        #expect(profile.node("main").map { profile.nodes[$0].line } == 0)
    }

    @Test("An await marks who waits and what is waited for, not what is inlined between them")
    func awaits() {
        let profile = ProfileScript.profile("main*;+inner*;work;call 4\n")
        let nodes = profile.nodes
        #expect(nodes.map(\.isAsync) == [false, true, true, false, false])
        #expect(nodes.map(\.isAwaited) == [false, false, false, true, false])
        #expect(nodes.map(\.isInlined) == [false, false, true, false, false])
    }

    @Test("What differs between samples of a node is as in most of them")
    func majority() {
        let often = ProfileScript.profile("main*;f 3\nmain;g 2\n")
        #expect(often.nodes[1].isAsync)
        let seldom = ProfileScript.profile("main*;f 2\nmain;g 2\n")
        #expect(!seldom.nodes[1].isAsync)
        #expect(seldom.node("f").map { seldom.nodes[$0].isAwaited } == true)
        #expect(seldom.node("g").map { seldom.nodes[$0].isAwaited } == false)
    }

    @Test("A tree of addresses gives what its stacks give, one by one")
    func fromTree() {
        let frames = { ProfileScript.frames($0) }
        let profile = CPUProfile(
            period: 4_000_000,
            tree: [
                (parent: -1, frames: frames("main:1"), own: 0),
                (parent: 0, frames: frames("a:2;+b:3"), own: 5),
                (parent: 0, frames: frames("a:4"), own: 2),
                (parent: 2, frames: [], own: 1),
                (parent: 3, frames: frames("c"), own: 1),
                (parent: 0, frames: frames("never"), own: 0),
            ])
        let expected = ProfileScript.profile("main:1;a:2;+b:3 5\nmain:1;a:4 3\nmain:1;a:4;c 1\n")
        #expect(profile.outline == expected.outline)
        #expect(profile.outline == ["all 9 0", " main:1 9 0", "  a:2 9 3", "   b:3 5 5", "   c 1 1"])
        #expect(!profile.functions.contains { $0.name == "never" }, "what was not sampled costs nothing")
    }

    @Test("An await is known across the nodes of a tree")
    func awaitInTree() {
        let profile = CPUProfile(
            period: 1,
            tree: [
                (parent: -1, frames: ProfileScript.frames("main*"), own: 0), (parent: 0, frames: [], own: 0),
                (parent: 1, frames: ProfileScript.frames("f"), own: 1),
            ])
        #expect(profile.nodes.map(\.isAwaited) == [false, false, true])
    }

    @Test("A parent that does not stand before its child is the root", arguments: [-2, 1, 7, Int.min, Int.max])
    func falseParents(parent: Int) {
        let profile = CPUProfile(
            period: 1,
            tree: [
                (parent: -1, frames: ProfileScript.frames("a"), own: 1),
                (parent: parent, frames: ProfileScript.frames("b"), own: 1),
            ])
        #expect(profile.outline == ["all 2 0", " a 1 1", " b 1 1"])
    }

    @Test("Counts beyond the limit are not counted, and nothing overflows")
    func limit() {
        var builder = CPUProfile.Builder(period: .max)
        for name in ["a", "b", "c"] { builder.add(ProfileScript.frames("main;" + name), count: .max - 1) }
        let built = builder.finish()
        let rows = ["a", "b"].map { (parent: -1, frames: ProfileScript.frames($0), own: UInt64.max) }
        for profile in [built, CPUProfile(period: .max, tree: rows)] {
            #expect(profile.samples == CPUProfile.sampleLimit)
            #expect(profile.nanoseconds(of: profile.samples) == UInt64(Int64.max))
            #expect(profile.hotFunctions.map(\.own).reduce(0, +) == profile.samples)
            #expect(FlameGraph.layout(profile, width: .max).first?.first?.width == FlameGraph.widthLimit)
        }
    }

    @Test("A stack ten thousand frames deep goes through everything")
    func deep() {
        var builder = CPUProfile.Builder(period: 1)
        let deep = (0..<10_000).map { ProfileFrame(function: "f\($0 % 100)", line: $0) }
        builder.add(deep, count: 2)
        builder.add(Array(deep.prefix(5_000)), count: 1)
        let profile = builder.finish()
        #expect(profile.nodes.count == 10_001)
        #expect(profile.hot("f7")?.total == 3)
        #expect(profile.folded(showing: [.library]).outline == ["all 3 3"])
        #expect(FlameGraph.layout(profile, width: 80).count == 10_001)
        #expect(profile.samples(under: profile.matching("F99")) == 3)
        let rows = deep.enumerated().map { (parent: $0 - 1, frames: [$1], own: UInt64($0 == 9_999 ? 1 : 0)) }
        #expect(CPUProfile(period: 1, tree: rows).nodes.count == 10_001)
        #expect(FoldedStacks.write(profile).contains("[8976 more frames];"))
    }

    @Test("The period of several profiles is the mean over their samples, so that their time stays true")
    func meanPeriod() {
        let slow = ProfileScript.profile("a 30\n", period: 4_000_000)
        let fast = ProfileScript.profile("b 10\n", period: 1_000_000)
        #expect(CPUProfile.meanPeriod(of: [slow, fast]) == 3_250_000)
        #expect(CPUProfile.meanPeriod(of: [fast, CPUProfile(), slow]) == 3_250_000)
        #expect(CPUProfile.meanPeriod(of: [slow]) == 4_000_000)
        #expect(CPUProfile.meanPeriod(of: []) == 0 && CPUProfile.meanPeriod(of: [CPUProfile()]) == 0)
        let endless = ProfileScript.profile("a \(CPUProfile.sampleLimit)\n", period: .max)
        #expect(CPUProfile.meanPeriod(of: [endless, endless]) <= .max / CPUProfile.sampleLimit)
    }
}
