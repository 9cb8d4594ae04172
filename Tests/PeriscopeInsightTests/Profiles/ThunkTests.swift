import PeriscopeInsight
import Testing

@Suite("A thunk and the function that it stands for are one")
struct ThunkTests {
    @Test(
        "Whichever of the two comes first, in however many calls",
        arguments: [
            ("main:1;f:12;f;g:3 4", ["all 4 0", " main:1 4 0", "  f:12 4 0", "   g:3 4 4"]),
            ("main:1;f;f:12;g:3 4", ["all 4 0", " main:1 4 0", "  f:12 4 0", "   g:3 4 4"]),
            ("main:1;f:12;f 4", ["all 4 0", " main:1 4 0", "  f:12 4 4"]),
            ("f;f:12;f;f:15 4", ["all 4 0", " f:12 4 0", "  f:15 4 4"]),
        ])
    func twice(stack: String, outline: [String]) {
        #expect(ProfileScript.profile(stack + "\n").outline == outline)
        let frames = ProfileScript.frames(String(stack.split(separator: " ")[0]))
        let tree = frames.enumerated().map {
            (parent: $0 - 1, frames: [$1], own: UInt64($0 == frames.count - 1 ? 4 : 0))
        }
        #expect(CPUProfile(period: 1, tree: tree).outline == outline)
        #expect(CPUProfile(period: 1, tree: [(parent: -1, frames: frames, own: 4)]).outline == outline)
    }

    @Test("A function that calls itself does so, and two without lines are not known to be one")
    func recursion() {
        #expect(ProfileScript.profile("f:1;f:2;f:2 3\n").outline == ["all 3 0", " f:1 3 0", "  f:2 3 0", "   f:2 3 3"])
        #expect(ProfileScript.profile("f;f 3\n").outline == ["all 3 0", " f 3 0", "  f 3 3"])
    }

    @Test("A thunk is nobody's code and may have no file; its function is the app's")
    func origins() {
        let real = ProfileFrame(function: "f", path: "/app/f.swift", line: 12)
        for path in ["", "/<compiler-generated>", "/app/f.swift"] {
            let thunk = ProfileFrame(function: "f", path: path, origin: .library, isAsync: true)
            for stack in [[thunk, real], [real, thunk]] {
                var builder = CPUProfile.Builder(period: 1)
                builder.add(stack, count: 3)
                let profile = builder.finish()
                #expect(profile.outline == ["all 3 0", " f:12 3 3"])
                #expect(profile.function(of: 1)?.origin == .app)
                #expect(profile.nodes[1].isAsync && !profile.nodes[1].isAwaited)
            }
        }
    }

    @Test("Others of the name, in another file or object or without a name, stay apart")
    func strangers() {
        let real = ProfileFrame(function: "f", path: "/app/f.swift", line: 12)
        let others = [
            ProfileFrame(function: "f", path: "/app/g.swift"), ProfileFrame(function: "f", module: "libf.so"),
            ProfileFrame(function: "g", path: "/app/f.swift"),
        ]
        for other in others {
            var builder = CPUProfile.Builder(period: 1)
            builder.add([real, other], count: 1)
            builder.add([other, real], count: 1)
            #expect(builder.finish().nodes.count == 5)
        }
        var builder = CPUProfile.Builder(period: 1)
        builder.add([ProfileFrame(function: "", line: 1), ProfileFrame(function: "")], count: 1)
        #expect(builder.finish().nodes.count == 3)
    }

    @Test("What ran in a thunk alone counts for its function, and what is awaited is known below it")
    func alone() {
        let profile = ProfileScript.profile("main:1;f*;f*:12;g:3 5\nmain:1;f 1\n")
        #expect(profile.outline == ["all 6 0", " main:1 6 0", "  f:12 6 1", "   g:3 5 5"])
        #expect(profile.nodes.map(\.isAwaited) == [false, false, false, true])
        #expect(profile.hot("f")?.total == 6)
    }
}
