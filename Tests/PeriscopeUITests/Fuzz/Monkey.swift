import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire
import Screen
import WireTesting

/// Somebody who presses anything, in a terminal of any size, while servers say anything.
struct Monkey {
    /// What was done, as far as a person needs it to understand what went wrong.
    enum Deed: CustomStringConvertible {
        case input(InputEvent)
        case pass(UInt64)
        case news(String)

        var description: String {
            switch self {
            case .input(.key(let key)): "key \(key)"
            case .input(.resize(let size)): "resize \(size.columns)x\(size.rows)"
            case .input(let event): "\(event)"
            case .pass(let milliseconds): "\(milliseconds) ms go by"
            case .news(let text): text
            }
        }
    }

    private static let keys: [Key] =
        Array(" abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPSTUVWXYZ0123456789/:?.[]<>+-=(){}\"'éé中").map {
            Key.character($0)
        }
        + Array("abdefglnpuwz").map { Key.control($0) }
        + [
            .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end,
            .pageUp, .pageDown, .shiftLeft, .shiftRight, .shiftUp, .shiftDown, .controlLeft, .controlRight,
            .controlUp, .controlDown, .function(1), .function(2), .function(12), .enter, .enter, .escape, .down,
        ]
    /// They leave, or ask; so they come seldom.
    private static let lastKeys: [Key] = [.character("q"), .character("Q"), .control("c")]

    private(set) var ui: UIDriver
    private(set) var deeds: [Deed] = []
    private var random: SeededGenerator
    private var servers: Servers

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        servers = Servers(seed: seed)
        ui = UIDriver(80, 24, glyphs: seed.isMultiple(of: 2) ? .ascii : .unicode)
        var limits = HistoryLimits(requests: seed.isMultiple(of: 5) ? 3 : 24)
        limits.apps = 4
        limits.outside = 10
        ui.history = History(limits: limits)
        ui.connect(adapters: seed.isMultiple(of: 3) ? [] : ["grdb"])
        ui.say { $0.authors(at: 9_000_000, books: 4) }
    }

    private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    /// One thing; a sentence where a law of quitting was broken.
    mutating func act() -> String? {
        let before = ui.state.overlay
        let deed = choose()
        deeds.append(deed)
        if deeds.count > 40 { deeds.removeFirst(20) }
        _ = ui.takeEffects()
        perform(deed)
        let effects = ui.takeEffects()
        answer(effects)
        return effects.contains(.quit) && !Self.mayQuit(deed, before) ? "it quits by \(deed)" : nil
    }

    private mutating func choose() -> Deed {
        switch number(0...59) {
        case 0: .input(.resize(anySize()))
        case 1...3: .input(.mouse(anyClick()))
        case 4: .pass(UInt64(number(0...3_000)))
        case 5...10: .news("")
        case 11: .input(.paste(HostileText.all.randomElement(using: &random)?.text ?? "q\n"))
        case 12: .input(chance(8) ? .resumed : .key(Self.lastKeys.randomElement(using: &random) ?? .escape))
        case 13: .news("notice")
        default: .input(.key(Self.keys.randomElement(using: &random) ?? .enter))
        }
    }

    private mutating func anySize() -> ScreenSize {
        let sizes = [(0, 0), (1, 1), (0, 5), (5, 0), (39, 8), (40, 7), (40, 8), (80, 24), (100, 30), (120, 40)]
        if chance(2), let size = sizes.randomElement(using: &random) {
            return ScreenSize(columns: size.0, rows: size.1)
        }
        if chance(30) { return ScreenSize(columns: number(0...400), rows: number(0...120)) }
        return ScreenSize(columns: number(0...130), rows: number(0...24))
    }

    private mutating func anyClick() -> MouseEvent {
        let point = ScreenPoint(x: number(-1...max(1, ui.size.columns)), y: number(-1...max(1, ui.size.rows)))
        switch number(0...5) {
        case 0: return .doublePress(point)
        case 1: return .wheelUp(point)
        case 2: return .wheelDown(point)
        default: return .press(point)
        }
    }

    private mutating func perform(_ deed: Deed) {
        switch deed {
        case .input(.resize(let size)): ui.resize(size.columns, size.rows)
        case .input(let event): ui.act(.input(event))
        case .pass(let milliseconds): ui.pass(milliseconds: milliseconds)
        case .news("notice"): ui.act(.notice(HostileText.all.randomElement(using: &random)?.text ?? ""))
        case .news: deeds[deeds.count - 1] = .news(servers.speak(to: &ui))
        }
    }

    /// What the loop would do about it.
    private mutating func answer(_ effects: [UIEffect]) {
        for effect in effects {
            if case .explain(let question) = effect, chance(2) {
                var step = WirePlanStep()
                step.detail = servers.wire.text()
                ui.environment.plans[question.key] = .answered(steps: [step], duration: 5)
            }
        }
    }

    /// Only three keys leave, and what asks about them or names them.
    private static func mayQuit(_ deed: Deed, _ overlay: Overlay) -> Bool {
        switch (deed, overlay) {
        case (.input(.key(let key)), _) where lastKeys.contains(key): true
        case (.input(.key(.enter)), .palette), (.input(.mouse), _): true
        case (.input(.key), .question(.quit)): true
        default: false
        }
    }

    /// Where Escape leads if it is pressed again and again; nil where that is the list.
    func lost(after presses: Int) -> String? {
        var ui = ui
        for _ in 0..<presses { ui.act(.input(.key(.escape))) }
        if ui.takeEffects().contains(.quit) { return "Escape quits" }
        guard ui.state.view == .requests, !ui.state.detail.isOpen, case .none = ui.state.overlay else {
            return "\(presses) times Escape do not lead to the list, but to \(ui.state.view)\n\(ui.screen)"
        }
        return nil
    }
}
