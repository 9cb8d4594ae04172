import PeriscopeInsight
import Testing

struct ProfileExportTests {
    private let profile = ProfileScript.profile(
        "main:1;a:2;+b:3;+c:4 3\nmain:1;a:2;+b:5 2\nmain:1;~read;^memcpy 4\nmain:1 1\n")

    @Test("Folded stacks are one line each, outermost first")
    func folded() {
        #expect(FoldedStacks.write(profile) == "main 1\nmain;a;b 2\nmain;a;b;c 3\nmain;read;memcpy 4\n")
    }

    @Test("A speedscope file has the published shape")
    func speedscope() throws {
        let file = try SpeedscopeReading(Speedscope.write(profile, name: "GET /\"x\""))
        #expect(file.schema == "https://www.speedscope.app/file-format-schema.json")
        #expect(file.name == "GET /\"x\"" && file.exporter == "periscope" && file.activeProfileIndex == 0)
        #expect(file.stacks == ["main", "main;a;b", "main;a;b;c", "main;read;memcpy"])
        #expect(file.profiles[0].weights == [4_000_000, 8_000_000, 12_000_000, 16_000_000])
        #expect(file.profiles[0].type == "sampled" && file.profiles[0].unit == "nanoseconds")
        #expect(file.profiles[0].startValue == 0 && file.profiles[0].endValue == 40_000_000)
        #expect(file.shared.frames.first { $0.name == "a" }?.file == "/app/Sources/App/App.swift")
        #expect(file.shared.frames.first { $0.name == "a" }?.line == 2)
        #expect(file.shared.frames.first { $0.name == "memcpy" }?.file == "libswiftCore.so")
        #expect(file.shared.frames.count == 6, "a function is one frame")
    }

    @Test("A pprof file has what was inlined in its function's location")
    func pprof() throws {
        var context = PprofFile.Context()
        context.executable = "/app/.build/debug/App"
        context.start = 1_700_000_000_000_000_000
        context.duration = 30_000_000_000
        context.comment = "GET /"
        let file = try #require(PprofReading(PprofFile.write(profile, context: context)))
        #expect(file.strings.first == "")
        #expect(file.sampleTypes == [["samples", "count"], ["cpu", "nanoseconds"]])
        #expect(
            (0..<4).map(file.stack) == ["main:1", "main:1;a:2;b:3", "main:1;a:2;b:3;c:4", "main:1;read:0;memcpy:0"])
        #expect(file.samples.map(\.values) == [[1, 4_000_000], [2, 8_000_000], [3, 12_000_000], [4, 16_000_000]])
        #expect(file.samples[2].locations.compactMap { file.locations[$0] } == [["c:4", "b:3", "a:2"], ["main:1"]])
        #expect(
            file.samples[3].locations.map { file.locationMappings[$0] } == [
                "libswiftCore.so", "liblibrary.so", "/app/.build/debug/App",
            ])
        #expect(file.numbers[9] == 1_700_000_000_000_000_000 && file.numbers[10] == 30_000_000_000)
        #expect(file.numbers[12] == 4_000_000)
        #expect(file.strings[Int(file.numbers[14] ?? 0)] == "cpu")
        #expect(file.comments == ["GET /"])
        #expect(file.paths == ["", "/app/Sources/App/App.swift"])
        #expect(file.systemNames == [""], "Go's pprof would cut generics off Swift's names")
    }

    @Test("Nothing sampled is a file all the same")
    func empty() throws {
        #expect(FoldedStacks.write(CPUProfile()).isEmpty)
        let speedscope = try SpeedscopeReading(Speedscope.write(CPUProfile(), name: ""))
        #expect(speedscope.profiles.map(\.samples) == [[]] && speedscope.profiles[0].endValue == 0)
        let pprof = try #require(PprofReading(PprofFile.write(CPUProfile())))
        #expect(pprof.samples.isEmpty && pprof.sampleTypes.count == 2)
    }

    @Test("Samples without frames are there, as unknown")
    func rootless() throws {
        var builder = CPUProfile.Builder(period: 2)
        builder.add([], count: 3)
        builder.add([ProfileFrame(function: "", module: "libc.so.6")], count: 1)
        let profile = builder.finish()
        #expect(FoldedStacks.write(profile) == "[unknown] 3\n[libc.so.6] 1\n")
        #expect(try SpeedscopeReading(Speedscope.write(profile, name: "")).stacks == ["[unknown]", "[libc.so.6]"])
        let pprof = try #require(PprofReading(PprofFile.write(profile)))
        #expect((0..<2).map(pprof.stack) == ["[unknown]:0", "[libc.so.6]:0"])
    }

    @Test("Without a period, speedscope's weights are counts")
    func withoutPeriod() throws {
        let file = try SpeedscopeReading(Speedscope.write(ProfileScript.profile("main 7\n", period: 0), name: "x"))
        #expect(file.profiles[0].unit == "none" && file.profiles[0].weights == [7])
    }

    @Test(
        "A hostile name stays one frame",
        arguments: [
            "a;b", "a;\u{301}b", "a\nb 7", "a\r\nb", "#a", "\"}],\"x\":[{\"", "\\", "\u{0}\u{1B}[31mred\u{7}",
            "a\u{85}b",
            "a\u{2028}b", "名前 <T>(_:) async throws -> ()", "👩‍👩‍👧", "\u{202E}evil", "\u{FFFD}\u{10FFFF}", " 3", "x 3",
        ])
    func hostile(name: String) throws {
        var builder = CPUProfile.Builder(period: 1_000)
        builder.add(
            [ProfileFrame(function: name, path: name, module: name), ProfileFrame(function: "leaf")], count: 5)
        let profile = builder.finish()
        let folded = FoldedStacks.write(profile)
        #expect(folded.utf8.filter { $0 == UInt8(ascii: "\n") }.count == 1)
        #expect(folded.utf8.filter { $0 == UInt8(ascii: ";") }.count == 1)
        #expect(folded.hasSuffix(";leaf 5\n") && !folded.hasPrefix("#"))
        let controls = folded.dropLast().unicodeScalars.filter { $0.properties.generalCategory == .control }
        #expect(controls.isEmpty)
        let speedscope = try SpeedscopeReading(Speedscope.write(profile, name: name))
        #expect(speedscope.name == name)
        #expect(speedscope.shared.frames.count == 2 && speedscope.profiles[0].samples == [[0, 1]])
        let pprof = try #require(PprofReading(PprofFile.write(profile)))
        #expect(pprof.samples.map(\.values) == [[5, 5_000]])
        #expect(pprof.strings.allSatisfy { !$0.unicodeScalars.contains { $0.properties.generalCategory == .control } })
    }

    @Test("Figures that no one measured still make files")
    func limits() throws {
        var builder = CPUProfile.Builder(period: .max)
        builder.add([ProfileFrame(function: "f", line: .min)], count: .max)
        builder.add([ProfileFrame(function: "g", line: .max)], count: .max)
        let profile = builder.finish()
        #expect(FoldedStacks.write(profile) == "f \(CPUProfile.sampleLimit)\n")
        #expect(try SpeedscopeReading(Speedscope.write(profile, name: "")).profiles[0].endValue == UInt64(Int64.max))
        let pprof = try #require(PprofReading(PprofFile.write(profile)))
        #expect(pprof.samples.map(\.values) == [[CPUProfile.sampleLimit, UInt64(Int64.max)]])
    }
}
