import PeriscopeInsight
import Testing

struct FlameGraphTests {
    private func drawn(_ profile: CPUProfile, width: Int, root: Int = 0) -> [String] {
        FlameGraph.layout(profile, width: width, root: root).map { row in
            row.map { box in
                let name = box.isMerged ? "…" : profile.function(of: box.node)?.name ?? "all"
                return "\(name)@\(box.x)+\(box.width)=\(box.count)"
            }.joined(separator: " ")
        }
    }

    @Test("A box is as wide as its share, and stands below what called it")
    func shares() {
        let profile = ProfileScript.profile("main;a;c 30\nmain;a 20\nmain;b 40\nmain 10\n")
        #expect(
            drawn(profile, width: 10) == ["all@0+10=100", "main@0+10=100", "a@0+5=50 b@5+4=40", "c@0+3=30"])
        #expect(drawn(profile, width: 10, root: 2) == ["a@0+10=50", "c@0+6=30"])
    }

    @Test("Columns are dealt by largest remainder, and never more than there are")
    func remainders() {
        let profile = ProfileScript.profile("a 10\nb 10\nc 10\n")
        #expect(drawn(profile, width: 10) == ["all@0+10=30", "a@0+4=10 b@4+3=10 c@7+3=10"])
        #expect(drawn(profile, width: 11) == ["all@0+11=30", "a@0+4=10 b@4+4=10 c@8+3=10"])
    }

    @Test("Frames narrower than a column are one box, with all their samples")
    func narrow() {
        let profile = ProfileScript.profile("a;x 60\nb 20\n" + (1...20).map { "n\($0);y 1\n" }.joined())
        let rows = FlameGraph.layout(profile, width: 10)
        #expect(drawn(profile, width: 10) == ["all@0+10=100", "a@0+6=60 b@6+2=20 …@8+2=20", "x@0+6=60"])
        #expect(rows[1][2].nodes.count == 20)
        #expect(rows[1][2].isMerged)
    }

    @Test("A narrow frame alone is itself, where it gets a column, and is not shown where not")
    func oneNarrow() {
        #expect(drawn(ProfileScript.profile("a 93\nb 7\n"), width: 10) == ["all@0+10=100", "a@0+9=93 b@9+1=7"])
        #expect(drawn(ProfileScript.profile("a 97\nb 3\n"), width: 10) == ["all@0+10=100", "a@0+10=97"])
    }

    @Test("Nothing to show is no rows")
    func nothing() {
        let profile = ProfileScript.profile("a 1\n")
        #expect(FlameGraph.layout(CPUProfile(), width: 80).isEmpty)
        for width in [0, -1, Int.min] { #expect(FlameGraph.layout(profile, width: width).isEmpty) }
        for root in [-1, 2, Int.max] { #expect(FlameGraph.layout(profile, width: 80, root: root).isEmpty) }
        #expect(drawn(profile, width: 1) == ["all@0+1=1", "a@0+1=1"])
    }
}
