import Periscope
import Testing

@Suite("How the sampler finds a request")
struct SamplerKeysTests {
    #if os(Linux)
        @Test("With this toolchain it reads the task-local and the context of each span")
        func selfTest() async {
            let keys = await SamplerKeys.tested()
            #expect(keys.reach == .both)
            #expect(keys.problem.isEmpty)
        }
    #endif

    @Test("Where it can read neither, that is said")
    func unreadable() {
        #expect(SamplerKeys(reach: .none).problem.contains("cannot be attributed"))
        #expect(SamplerKeys(reach: .taskLocal).problem.isEmpty)
    }
}
