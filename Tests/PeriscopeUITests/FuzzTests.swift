import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire
import Screen
import Testing

/// Seeded, so that what it finds is found again.
struct Random: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

struct FuzzTests {
    /// `PERISCOPE_FUZZ` asks for more than are run by default.
    static let seeds = EnvironmentVariable.value("PERISCOPE_FUZZ").flatMap(UInt64.init) ?? 12

    static let keys: [Key] =
        Array(" abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPSTUVWXYZ0123456789/:?.[]<>+-=éé中").map { Key.character($0) }
        + Array("abdefglnpuwz").map { Key.control($0) }
        + [
            .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp,
            .pageDown, .shiftLeft, .shiftRight, .controlLeft, .controlRight, .function(1), .function(2), .enter,
            .enter, .escape, .down,
        ]

    static let hostile = [
        "\u{1B}[31m", "\u{1B}]52;c;aGk=\u{07}", "\u{202E}gnp", "a\u{0301}\u{0301}\u{0301}", "中文字", "\t\r\n", "",
        "/\u{200B}", String(repeating: "x", count: 3_000), "{\"a\":[[[[{\"b\":\"\\", "SELECT '(((", "👩‍👩‍👧", "%zz%4", "?",
        "\u{9B}2J",
    ]

    @Test("No keys, clicks, sizes or requests bring the toolbar down", arguments: 1...seeds)
    func random(seed: UInt64) {
        var random = Random(seed: seed)
        var ui = UIDriver.bookshop(80, 24, glyphs: seed.isMultiple(of: 2) ? .ascii : .unicode)
        ui.history = .init(limits: .init(requests: 60))
        ui.connect(adapters: seed.isMultiple(of: 3) ? [] : ["grdb"])
        for step in 0..<400 {
            act(on: &ui, &random)
            guard step.isMultiple(of: 4) || ui.size.columns < 4 else { continue }
            let grid = ui.grid
            #expect(grid.size == ui.size)
            for y in 0..<grid.size.rows {
                for cell in grid.cells(ofRow: y) where cell.base.map({ $0.value < 0x20 || $0.value == 0x7F }) ?? false {
                    Issue.record("a control character is in a cell")
                }
            }
        }
    }

    private func act(on ui: inout UIDriver, _ random: inout Random) {
        switch Int.random(in: 0..<40, using: &random) {
        case 0:
            ui.resize(Int.random(in: 0...220, using: &random), Int.random(in: 0...60, using: &random))
        case 1: ui.resize(Int.random(in: 1...12, using: &random), Int.random(in: 1...9, using: &random))
        case 2, 3: click(&ui, &random)
        case 4: ui.pass(milliseconds: UInt64.random(in: 0...3_000, using: &random))
        case 5...9: serve(&ui, &random)
        case 10: ui.act(.input(.paste(Self.hostile.randomElement(using: &random) ?? "")))
        case 11: ui.act(.notice(Self.hostile.randomElement(using: &random) ?? ""))
        case 12 where Int.random(in: 0..<6, using: &random) == 0:
            ui.act(.historyChanged(ui.history.disconnect(app: 1, reason: "gone", orderly: false, at: ui.now)))
            ui.connect()
        default: ui.act(.input(.key(Self.keys.randomElement(using: &random) ?? .enter)))
        }
    }

    private func click(_ ui: inout UIDriver, _ random: inout Random) {
        let point = ScreenPoint(
            x: Int.random(in: -1...max(1, ui.size.columns), using: &random),
            y: Int.random(in: -1...max(1, ui.size.rows), using: &random))
        let events: [MouseEvent] = [.press(point), .doublePress(point), .wheelUp(point), .wheelDown(point)]
        ui.act(.input(.mouse(events.randomElement(using: &random) ?? .press(point))))
    }

    private func serve(_ ui: inout UIDriver, _ random: inout Random) {
        ui.time += 1_000
        let time = ui.time
        let text = Self.hostile.randomElement(using: &random) ?? ""
        let choice = Int.random(in: 0..<8, using: &random)
        let number = random.next() % 5
        let great = HostileWireTests.numbers.randomElement(using: &random) ?? .max
        ui.say { server in
            switch choice {
            case 0: server.authors(at: time, books: Int(number) * 3)
            case 1: server.price(at: time)
            case 2: server.failing(at: time)
            case 3:
                let id = server.running(at: time, inQuery: number > 2)
                if number > 3 { server.finish(id, at: time + 5) }
            case 4: hostileRequest(&server, text, number, at: time)
            case 7: number > 2 ? server.sampledReport(at: time) : server.waitingPage(at: time)
            case 5: server.hostile(great, at: number == 4 ? great / 1_000 : time, isOpen: number > 2)
            default: server.quick("GET", number > 2 ? "/healthz" : "/quick\(text)", at: time)
            }
        }
    }

    private func hostileRequest(_ server: inout ScriptedServer, _ text: String, _ number: UInt64, at time: UInt64) {
        let id = server.makeID()
        var delta = server.head(id, text, "/" + text, query: text, at: time, route: text, headers: [(text, text)])
        var first = server.span(.internal, text, in: id, from: time, to: number > 2 ? nil : time &- 500)
        var second = server.query(text, [text, text], in: first.id, from: time + 3, to: time + 2)
        first.parent = number > 1 ? second.id : id
        second.startNs = number == 4 ? .max : second.startNs
        let render = server.render(text, bytes: .max, in: first.id, from: time, to: nil, context: [(text, text, text)])
        delta.spans = [first, second, render]
        delta.logs = [server.log(.warning, text, at: number == 0 ? 0 : time, [(text, text)])]
        if number.isMultiple(of: 2) {
            delta.end = server.end(
                at: number == 2 ? 0 : time + 90, status: UInt32(number) * 150, body: text,
                contentType: "application/json",
                failure: (text, text))
        }
        server.send(delta)
    }
}
