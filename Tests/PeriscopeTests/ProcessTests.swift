import Periscope
import Testing

@Suite("The process, as the probe finds it")
struct ProcessTests {
    @Test("Figures are there, and CPU time grows")
    func figures() {
        let before = ProcessFigures.current()
        var sum = 0
        for number in 0..<3_000_000 { sum &+= number }
        #expect(sum > 0)
        let after = ProcessFigures.current()
        #expect(after.userCPU + after.systemCPU > before.userCPU + before.systemCPU)
        #expect(after.residentBytes > 1 << 20)
        #expect(after.threads >= 1)
        #expect(after.descriptors >= 3)
        #expect(after.uptime >= before.uptime)
    }

    @Test("The start of the process is the same each time to 20 ms, and not in the future")
    func started() throws {
        let first = try #require(ProcessFigures.startedUnixNanoseconds())
        let second = try #require(ProcessFigures.startedUnixNanoseconds())
        #expect(abs(first - second) < 20_000_000)
    }

    @Test("A build's id comes from the linker, else from the file's contents")
    func buildIdentity() throws {
        let executable = try #require(ProcessFigures.executablePath())
        let id = BuildIdentity.current(executable: executable)
        #expect(id.utf8.count >= 16)
        #expect(id == BuildIdentity.current(executable: executable))
        let hash = try #require(BuildIdentity.hashed("/etc/hostname"))
        #expect(hash.utf8.count == 16)
        #expect(hash == BuildIdentity.hashed("/etc/hostname"))
        #expect(hash != BuildIdentity.hashed("/etc/passwd"))
        #expect(BuildIdentity.hashed("/nowhere") == nil)
    }

    @Test("Ids are unique and never 0, whoever makes them")
    func ids() async {
        let probe = Probe.test(at: "/nowhere")
        let ids = await withTaskGroup(of: [UInt64].self) { group in
            for _ in 0..<4 { group.addTask { (0..<5_000).map { _ in probe.makeID() } } }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(ids).count == 20_000)
        #expect(!ids.contains(0))
    }

    @Test("The clock does not go back")
    func clock() {
        let probe = Probe.test(at: "/nowhere")
        var last = probe.now()
        for _ in 0..<1_000 {
            let now = probe.now()
            #expect(now >= last)
            last = now
        }
    }
}
