import Periscope
import Testing

@Suite("When the profiler is on")
struct ProfilerMachineTests {
    private func machine(_ word: String? = nil, isAllowed: Bool = true) -> ProfilerMachine {
        let environment = word.map { ["PERISCOPE_PROFILE": $0] } ?? [:]
        return ProfilerMachine(ProfilerSetting(isAllowed: isAllowed, environment: environment))
    }

    @Test(
        "The environment's word decides who may turn it on, and how often it samples",
        arguments: [
            ("", ProfilerSetting.Mode.byViewer, 4_000_000), ("1", .always, 4_000_000), ("on", .always, 4_000_000),
            ("100", .always, 10_000_000), ("2", .always, 500_000_000), ("1000", .always, 1_000_000),
            ("0", .never, 4_000_000), ("off", .never, 4_000_000), ("1001", .byViewer, 4_000_000),
            ("fast", .byViewer, 4_000_000), ("-5", .byViewer, 4_000_000),
        ] as [(String, ProfilerSetting.Mode, UInt64)])
    func words(word: String, mode: ProfilerSetting.Mode, period: UInt64) {
        let setting = ProfilerSetting(isAllowed: true, environment: ["PERISCOPE_PROFILE": word])
        #expect(setting.mode == mode)
        #expect(setting.period == period)
        #expect(setting.remark.isEmpty == (mode == .always || word.isEmpty))
    }

    @Test("An app that forbids it has the last word")
    func forbidden() {
        var machine = machine("1", isAllowed: false)
        #expect(machine.begin() == .none)
        #expect(machine.asked(true) == .none)
        #expect(machine.problem.contains("ProbeOptions.profiling"))
    }

    @Test("A viewer turns it on and off, and it is off when that viewer leaves")
    func viewer() {
        var machine = machine()
        #expect(machine.begin() == .none)
        #expect(machine.asked(true) == .prepare)
        #expect(machine.asked(true) == .none)
        #expect(machine.prepared() == .start(period: 4_000_000))
        machine.started(problem: "")
        #expect(machine.state == .on)
        #expect(machine.asked(false) == .stop)
        #expect(machine.asked(false) == .none)
        #expect(machine.asked(true) == .prepare)
        #expect(machine.prepared() == .start(period: 4_000_000))
        machine.started(problem: "")
        #expect(machine.disconnected() == .stop)
        #expect(machine.disconnected() == .none)
        #expect(machine.state == .off)
        #expect(!machine.isByEnvironment)
    }

    @Test("One who changes their mind while it is being prepared is heard")
    func changedMind() {
        var machine = machine()
        #expect(machine.asked(true) == .prepare)
        #expect(machine.asked(false) == .none)
        #expect(machine.prepared() == .none)
        #expect(machine.state == .off)
        #expect(machine.asked(true) == .prepare)
        #expect(machine.asked(false) == .none)
        #expect(machine.asked(true) == .none, "it is being prepared still")
        #expect(machine.prepared() == .start(period: 4_000_000))
    }

    @Test("The environment's yes stays, whatever a viewer says and when it leaves")
    func environment() {
        var machine = machine("50")
        #expect(machine.begin() == .prepare)
        #expect(machine.prepared() == .start(period: 20_000_000))
        machine.started(problem: "")
        #expect(machine.asked(false) == .none)
        #expect(machine.disconnected() == .none)
        #expect(machine.state == .on)
        #expect(machine.isByEnvironment)
        #expect(machine.end() == .stop)
        #expect(machine.asked(true) == .none)
    }

    @Test("The environment's no is told to a viewer who asks, and to no other")
    func environmentForbids() {
        var machine = machine("0")
        #expect(machine.begin() == .none)
        #expect(machine.problem.isEmpty)
        #expect(machine.asked(true) == .none)
        #expect(machine.problem.contains("PERISCOPE_PROFILE=0"))
        #expect(machine.disconnected() == .none)
        #expect(machine.problem.isEmpty)
    }

    @Test("What failed is told, and tried again only when it is asked for again")
    func failure() {
        var machine = machine()
        #expect(machine.asked(true) == .prepare)
        _ = machine.prepared()
        machine.started(problem: "No timer.")
        #expect(machine.state == .off)
        #expect(machine.problem == "No timer.")
        #expect(machine.begin() == .none)
        #expect(machine.asked(true) == .prepare)
        #expect(machine.problem.isEmpty)
        _ = machine.prepared()
        machine.started(problem: "No timer.")
        #expect(machine.disconnected() == .none)
        #expect(machine.problem.isEmpty, "it was another viewer's")
    }

    @Test("A probe that ends while it is being prepared starts nothing")
    func ended() {
        var machine = machine("1")
        #expect(machine.begin() == .prepare)
        #expect(machine.end() == .none)
        #expect(machine.prepared() == .none)
    }

    @Test("A word that was not understood is said, until it is on")
    func remark() {
        var machine = machine("fast")
        #expect(machine.problem.contains("passed over"))
        #expect(machine.asked(true) == .prepare)
        _ = machine.prepared()
        machine.started(problem: "")
        #expect(machine.problem.isEmpty)
    }
}
