import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire
import WireTesting

/// What servers, the hub and a child of `run` may say, at random.
struct Servers {
    var wire: RandomWire
    private var builds = 0

    init(seed: UInt64) {
        wire = RandomWire(seed: seed, isHostile: true)
    }

    /// The number of a server that sends anything.
    private static let stranger: UInt64 = 900

    /// Lets something be said; returns what.
    mutating func speak(to ui: inout UIDriver) -> String {
        ui.time += 1_000
        switch wire.number(0...30) {
        case 0...7: return sayQuick(to: &ui)
        case 8...13: return sayRandom(to: &ui)
        case 14...18: return sayWhole(to: &ui)
        case 19...20: return sayHostile(to: &ui)
        case 21: return comeOrGo(&ui)
        case 22...23: return sayAround(to: &ui)
        case 24:
            ui.nameStacks()
            return "names"
        case 25:
            ui.tellProfiler(isOn: wire.chance(2), problem: wire.text(), byEnvironment: wire.chance(2))
            return "the profiler"
        case 26:
            let number = HostileWireTests.numbers.randomElement(using: &wire.generator) ?? 0
            ui.history.apply(ScriptedServer.sample(number, UInt64(wire.number(0...2))), from: ui.server.number)
            ui.act(.historyChanged(HistoryChange()))
            return "a sample of the process"
        case 27 where wire.chance(6):
            ui.act(.historyChanged(ui.history.clear()))
            return "all is forgotten"
        default: return sayQuick(to: &ui)
        }
    }

    private mutating func sayQuick(to ui: inout UIDriver) -> String {
        let time = ui.time
        let paths = ["/", "/authors", "/books", "/healthz", "/quick/" + wire.text()]
        let path = paths.randomElement(using: &wire.generator) ?? "/"
        let status = UInt32(wire.number(1...5) * 100)
        ui.say { $0.quick("GET", path, at: time, status: status) }
        return "a quick request"
    }

    private mutating func sayWhole(to ui: inout UIDriver) -> String {
        let time = ui.time
        let sort = wire.number(0...9)
        ui.say { server in
            switch sort {
            case 0: server.authors(at: time, books: 5)
            case 1: server.price(at: time)
            case 2: server.failing(at: time)
            case 3: server.running(at: time, inQuery: true)
            case 4: server.finish(server.running(at: time), at: time + 5)
            case 5: server.sampledReport(at: time)
            case 6: server.waitingPage(at: time)
            case 7: server.mendedAuthors(at: time)
            case 8: server.orders(at: time)
            default: server.report(at: time)
            }
        }
        return "a whole request of sort \(sort)"
    }

    private mutating func sayHostile(to ui: inout UIDriver) -> String {
        let time = ui.time
        if wire.chance(2) {
            let text = Self.cut(HostileText.texts.randomElement(using: &wire.generator) ?? "")
            ui.say { server in server.everywhere(at: time) { _ in text } }
            return "hostile text"
        }
        let number = HostileWireTests.numbers.randomElement(using: &wire.generator) ?? .max
        let start = wire.chance(3) ? number / 1_000 : time
        let isOpen = wire.chance(2)
        ui.say { $0.hostile(number, at: start, isOpen: isOpen) }
        return "hostile numbers"
    }

    /// Ten thousand marks in each field would take longer than all else together.
    private static func cut(_ text: String) -> String {
        var cut = String.UnicodeScalarView()
        cut.append(contentsOf: text.unicodeScalars.prefix(200))
        return String(cut)
    }

    private mutating func sayRandom(to ui: inout UIDriver) -> String {
        if !ui.history.apps.contains(where: { $0.name == "stranger" }) {
            let hello = ScriptedServer.hello("stranger", pid: 7, adapters: [wire.text()], build: "s1")
            wire.forgetStrings()
            let change = ui.history.connect(app: Self.stranger, hello: hello, strings: [], at: ui.now)
            ui.act(.historyChanged(change))
        }
        var batch = WireBatch()
        batch.strings = wire.newStrings()
        batch.stacks = wire.stacks()
        if wire.chance(3) { batch.profileNodes = wire.profileNodes(after: wire.number(0...40)) }
        batch.requests = (0..<wire.number(1...3)).map { _ in
            wire.delta(id: UInt64(wire.number(0...20)), hasHead: wire.chance(2), hasEnd: wire.chance(3))
        }
        batch.droppedRequests = wire.chance(9) ? .max : 0
        ui.act(.historyChanged(ui.history.apply(batch, from: Self.stranger, at: ui.now)))
        return "random messages"
    }

    private mutating func comeOrGo(_ ui: inout UIDriver) -> String {
        switch wire.number(0...3) {
        case 0:
            ui.act(
                .historyChanged(
                    ui.history.disconnect(app: Self.stranger, reason: wire.text(), orderly: false, at: ui.now)))
            return "the stranger goes"
        case 1:
            ui.restart(build: "b1")
            return "a restart"
        default:
            builds += 1
            ui.restart(build: "b\(builds % 4)", pid: UInt64(4_300 + builds % 7))
            return "another build"
        }
    }

    /// What does not come from a server.
    private mutating func sayAround(to ui: inout UIDriver) -> String {
        switch wire.number(0...6) {
        case 0: ui.environment.child = .init(command: wire.text(), pid: 7, state: .running)
        case 1: ui.environment.child = .init(command: wire.text(), pid: 7, state: .exited(code: wire.number(-9...9)))
        case 2: ui.environment.child = nil
        case 3:
            ui.environment.childOutput.append(.init(text: wire.text(), at: ui.now, isError: wire.chance(2)))
            if ui.environment.childOutput.count > 20 { ui.environment.childOutput.removeFirst(10) }
        case 4: ui.environment.notices = [wire.text()]
        case 5: ui.environment.refusals = [.init(text: wire.text(), at: ui.now)]
        default: ui.environment.hubDropped = wire.time()
        }
        ui.act(.historyChanged(HistoryChange()))
        return "news of the hub or the child"
    }
}
