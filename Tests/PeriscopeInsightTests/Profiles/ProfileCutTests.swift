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
