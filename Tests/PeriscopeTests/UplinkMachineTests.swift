import Periscope
import PeriscopeWire
import Testing

@Suite("How the uplink looks for a viewer")
struct UplinkMachineTests {
    private var goodbye: WireGoodbye {
        var goodbye = WireGoodbye()
        goodbye.refused = true
        return goodbye
    }

    @Test("It tries each place, waits, and begins again")
    func rounds() {
        var machine = UplinkMachine(candidates: ["/run/hub", "/tmp/hub"])
        #expect(machine.begin() == .connect(path: "/run/hub"))
        #expect(machine.failed() == .connect(path: "/tmp/hub"))
        #expect(machine.failed() == .wait(milliseconds: 250))
        #expect(machine.begin() == .connect(path: "/run/hub"))
        #expect(machine.connected(isTrusted: true) == .greet)
        #expect(machine.heard(.hello(WireHello())) == .flow(connection: 1))
        #expect(machine.isFlowing)
        #expect(machine.closed() == .wait(milliseconds: 250))
        #expect(!machine.isFlowing)
    }

    @Test("Nothing is sent to a stranger")
    func stranger() {
        var machine = UplinkMachine(candidates: ["/tmp/hub"])
        _ = machine.begin()
        #expect(machine.connected(isTrusted: false) == .close)
        #expect(machine.closed() == .wait(milliseconds: 250))
    }

    @Test("Behind a stranger's socket the next place is tried")
    func behindStranger() {
        var machine = UplinkMachine(candidates: ["/run/hub", "/tmp/hub"])
        _ = machine.begin()
        #expect(machine.connected(isTrusted: false) == .close)
        #expect(machine.closed() == .connect(path: "/tmp/hub"))
        #expect(machine.connected(isTrusted: true) == .greet)
    }

    @Test("A viewer that refuses is tried seldom, one that fails as usual", arguments: [true, false])
    func refusal(isGoodbye: Bool) {
        var machine = UplinkMachine(candidates: ["/tmp/hub"])
        _ = machine.begin()
        _ = machine.connected(isTrusted: true)
        #expect(machine.heard(isGoodbye ? .goodbye(goodbye) : .failed(.undecodable)) == .close)
        #expect(machine.closed() == .wait(milliseconds: isGoodbye ? 5_000 : 250))
        _ = machine.begin()
        #expect(machine.failed() == .wait(milliseconds: 250))
    }

    @Test("Stopped, it does nothing")
    func stopped() {
        var machine = UplinkMachine(candidates: ["/tmp/hub"])
        _ = machine.begin()
        machine.stop()
        #expect(machine.closed() == .none)
        #expect(machine.begin() == .none)
        #expect(machine.heard(.hello(WireHello())) == .none)
    }

    @Test("With no place to try it does nothing")
    func nowhere() {
        var machine = UplinkMachine(candidates: [])
        #expect(machine.begin() == .none)
    }
}
