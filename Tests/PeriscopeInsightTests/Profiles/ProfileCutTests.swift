import PeriscopeInsight
import Testing

struct ProfileCutTests {
    private let profile = ProfileScript.profile(
        """
        main;a*;^hop;b:4 6
        main;a*;^hop 2
        main;~lib;a;b:5 3
        main;~lib;c 1
        ^start 1
        """)

    @Test("Zoomed, a node hangs from the root with all that is below it")
    func zoom() throws {
        let zoomed = profile.zoomed(to: try #require(profile.node("a")))
        #expect(zoomed.outline == ["all 8 0", " a 8 0", "  hop 8 2", "   b:4 6 6"])
        #expect(zoomed.functions == profile.functions)
        #expect(zoomed.period == profile.period)
        #expect(zoomed.zoomed(to: 1).outline == zoomed.outline)
        #expect(profile.zoomed(to: 0).outline == profile.outline)
    }

    @Test("A node that does not exist has no samples", arguments: [-1, 99, Int.max])
    func zoomNowhere(node: Int) {
        #expect(profile.zoomed(to: node).outline == ["all 0 0"])
    }

    @Test("Folded, the frames of others count for what called them")
    func fold() {
        let folded = profile.folded(showing: [.app])
        #expect(folded.outline == ["all 13 1", " main 12 0", "  a 11 2", "   b:4 9 9", "  c 1 1"])
        #expect(folded.samples == profile.samples)
        #expect(folded.node("b").map { folded.nodes[$0].isAwaited } == true, "the await was before the hidden hop")
        #expect(profile.folded(showing: []).outline == ["all 13 13"])
        #expect(profile.folded(showing: Set(ProfileFrame.Origin.allCases)).outline == profile.outline)
    }

    @Test("Folding keeps what the app's functions used with libraries")
    func foldKeepsUsage() {
        let app = profile.hotFunctions.filter { $0.function.origin == .app }
        let folded = profile.folded(showing: [.app]).hotFunctions
        #expect(folded.map(\.function) == app.map(\.function))
        #expect(folded.map(\.own) == app.map(\.ownWithLibraries))
        #expect(folded.map(\.total) == app.map(\.total))
    }

    @Test("Who calls a function hangs below it, with the lines of the calls")
    func callers() throws {
        let profile = ProfileScript.profile(
            "main:1;a:2;f:9 4\nmain:1;a:3;f:8 1\nmain:1;b:5;f:9;g 3\nmain:1;a:2;f:9;f:7 2\nmain:1;g 9\n")
        let f = try #require(profile.hot("f"))
        let callers = profile.callers(of: f.function)
        #expect(
            callers.outline == ["all 10 0", " f:9 10 0", "  a:2 7 0", "   main:1 7 7", "  b:5 3 0", "   main:1 3 3"])
        #expect(callers.samples == f.total)
        let stranger = ProfileFunction(name: "no", path: "", module: "", origin: .app)
        #expect(profile.callers(of: stranger).outline == ["all 0 0"])
    }

    @Test(
        "A search finds names, objects and files, in any case",
        arguments: [
            ("A", ["a", "a", "main", "start"]), ("HO", ["hop"]), ("liblib", ["lib"]),
            ("swiftcore", ["hop", "start"]), ("app.SWIFT", ["a", "a", "b", "b", "c", "main"]), ("", []), ("none", []),
        ] as [(String, [String])])
    func search(text: String, names: [String]) {
        let found = profile.matching(text).compactMap { profile.function(of: $0)?.name }.sorted()
        // `a` is in the path and in the library's name too: only what is asked for here is compared.
        if text == "A" {
            #expect(Set(names).isSubset(of: found))
        } else {
            #expect(found == names)
        }
    }

    @Test("What is found counts each sample once")
    func found() {
        #expect(profile.samples(under: profile.matching("HOP")) == 8)
        #expect(profile.samples(under: Set(profile.nodes.indices)) == 13)
        #expect(profile.samples(under: []) == 0)
        let both = Set([profile.node("a"), profile.node("hop"), profile.node("b")].compactMap { $0 })
        #expect(profile.samples(under: both) == 8)
        #expect(profile.samples(under: [-1, 99]) == 0)
    }
}
