import PeriscopeInsight
import Testing

struct HotFunctionTests {
    private static let shop = """
        main;handler;burn 10
        main;handler;burn;^retain 5
        main;handler;~read;^memcpy 4
        main;handler;~read 3
        main;~loop;^poll 2
        ^start 1
        """

    @Test("App code comes first, by what it and the libraries under it used")
    func order() {
        let hot = ProfileScript.profile(Self.shop).hotFunctions
        #expect(
            hot.map { "\($0.function.name) \($0.own) \($0.ownWithLibraries) \($0.total)" } == [
                "burn 10 15 15", "handler 0 7 22", "main 0 2 24",
                "retain 5 0 5", "memcpy 4 0 4", "read 3 0 7", "poll 2 0 2", "start 1 0 1", "loop 0 0 2",
            ])
    }

    @Test("A function that calls itself counts each sample once")
    func recursion() throws {
        let profile = ProfileScript.profile("main;f;f;f 5\nmain;f;g;f 2\nmain;g;f 1\nmain;f 1\n")
        let f = try #require(profile.hot("f"))
        #expect(f.total == 9)
        #expect(f.own == 9)
        #expect(f.ownWithLibraries == 9)
        #expect(profile.hot("g")?.total == 3)
    }

    @Test("One function from two callers is one entry, with the line that most was used at")
    func lines() {
        let profile = ProfileScript.profile("main;a;f:3 4\nmain;b;f:8 3\nmain;c;f:8 3\nmain;f:5;g 90\n")
        #expect(profile.hot("f")?.line == 8)
        #expect(profile.hot("f")?.own == 10)
        #expect(profile.hot("f")?.total == 100)
        #expect(profile.hot("g")?.line == 0)
    }

    @Test("Functions of one name in two files are two")
    func sameNames() {
        var builder = CPUProfile.Builder(period: 1)
        for path in ["/a.swift", "/b.swift"] { builder.add([ProfileFrame(function: "init()", path: path)], count: 1) }
        #expect(builder.finish().hotFunctions.map(\.function.path) == ["/a.swift", "/b.swift"])
    }

    @Test("Candidates are what the app can change, the sure ones first")
    func candidates() {
        let profile = ProfileScript.profile("main;hot 60\nmain;warm;^retain 35\nmain;mild 33\nmain 1\nmain;~read 2\n")
        let candidates = profile.candidates()
        #expect(candidates.map(\.hot.function.name) == ["hot", "warm", "mild", "main"])
        #expect(candidates.map(\.isAboveNoise) == [true, true, true, false])
        #expect(candidates.map(\.isAboveNext) == [true, false, true, false])
        #expect(candidates.first?.share == SampleShare(count: 60, of: 131))
        #expect(profile.candidates(limit: 1).count == 1)
        #expect(profile.candidates(limit: -1).isEmpty)
    }

    @Test("Of a handful of samples nothing is above noise")
    func fewSamples() {
        let candidates = ProfileScript.profile("main;hot 9\nmain;warm 3\n").candidates()
        #expect(candidates.map(\.isAboveNoise) == [false, false])
        #expect(candidates.map(\.hot.function.name) == ["hot", "warm"])
    }
}
