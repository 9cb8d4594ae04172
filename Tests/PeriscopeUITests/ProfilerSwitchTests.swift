import PeriscopeHistory
import PeriscopeUI
import Testing

/// What P does, with more than one server and more than one viewer.
struct ProfilerSwitchTests {
    private static func secondServer(_ ui: inout UIDriver) -> AppID? {
        ui.server = ScriptedServer(number: ui.server.number + 1)
        ui.connect("stock", pid: 5_151)
        return ui.history.apps.last?.id
    }

    @Test("Where another viewer turned it off, the first P turns it on again")
    func anotherViewer() {
        var ui = UIDriver.bookshop()
        ui.type("P")
        ui.tellProfiler(isOn: true)
        ui.tellProfiler(isOn: false)
        _ = ui.takeEffects()
        ui.type("P")
        #expect(ui.takeEffects() == [.profile(on: true, [ui.history.apps[0].id])])
    }

    @Test("A server that its environment profiles leaves P to the others")
    func besideEnvironment() throws {
        var ui = UIDriver.bookshop()
        ui.tellProfiler(isOn: true, byEnvironment: true)
        let second = try #require(Self.secondServer(&ui))
        ui.type("P")
        #expect(ui.takeEffects() == [.profile(on: true, [second])])
        ui.tellProfiler(isOn: true)
        ui.type("P")
        #expect(ui.takeEffects() == [.profile(on: false, [second])])
    }

    @Test("Until a server tells, what was asked of it counts")
    func untold() {
        var ui = UIDriver.bookshop()
        ui.type("PP")
        let id = ui.history.apps[0].id
        #expect(ui.takeEffects() == [.profile(on: true, [id]), .profile(on: false, [id])])
    }

    @Test("Where no server can be profiled, nothing is wanted of the next one")
    func unable() {
        var ui = UIDriver.bookshop()
        ui.tellProfiler(isOn: false, problem: "The kernel gives no timers here.")
        ui.type("P")
        #expect(!ui.state.profiler.isWanted)
        _ = Self.secondServer(&ui)
        #expect(ui.takeEffects().isEmpty)
    }

    @Test("A process that went and came back between two looks is asked again")
    func backAtOnce() {
        var ui = UIDriver.bookshop()
        ui.type("P")
        _ = ui.takeEffects()
        let id = ui.history.apps[0].id
        _ = ui.history.disconnect(app: ui.server.number, reason: "", orderly: false, at: ui.now)
        ui.server = ScriptedServer(number: ui.server.number + 1)
        ui.connect()
        #expect(ui.history.apps.map(\.id) == [id])
        #expect(ui.takeEffects() == [.profile(on: true, [id])])
    }
}
