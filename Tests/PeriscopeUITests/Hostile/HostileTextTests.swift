import PeriscopeHistory
import PeriscopeUI
import Screen
import Testing
import Themes
import WireTesting

/// Hostile text in every field that any screen shows, and what of it reaches a terminal: nothing.
struct HostileTextTests {
    static let sizes = [(80, 24), (120, 40)]

    @Test("No hostile text of any field reaches the terminal as it is, on any screen", arguments: HostileText.all)
    func nothingSurvives(sample: HostileText) {
        for (place, size) in Self.sizes.enumerated() {
            let glyphs: Glyphs = place == 0 ? .unicode : .ascii
            var ui = UIDriver.hostile(size.0, size.1, glyphs: glyphs) { $0.tag + sample.text }
            let (presenter, grammar) = (Self.presenters[place], Self.grammars[place])
            for keys in UIDriver.hostileScreens {
                ui.type(keys)
                ui.act(.input(.paste(sample.text)))
                if keys.isEmpty { ui.act(.notice(sample.text)) }
                let grid = ui.grid
                let problem =
                    ScreenLaws.broken(by: grid, size: ui.size)
                    ?? grammar.problem(in: presenter.text(grid), columns: size.0, rows: size.1)
                if let problem {
                    Issue.record("\(sample), after \(keys): \(problem)\n\(grid.text())")
                    return
                }
                ui.comeHome()
            }
        }
    }

    private static let depths: [ColorDepth] = [.ansi16, .trueColor]
    private static let presenters = depths.map { AnsiPresenter(theme: ThemeLibrary.terminal, depth: $0) }
    private static let grammars = depths.map { PresenterGrammar(theme: ThemeLibrary.terminal, depth: $0) }

    @Test("The walk above shows every field that is known to be shown, so that it proves something")
    func everyFieldIsSeen() {
        var missing = Set(HostileField.allCases)
        for (columns, rows) in [(120, 40), (200, 60)] {
            var ui = UIDriver.hostile(columns, rows) { "\($0.tag)x" }
            for keys in UIDriver.hostileScreens {
                ui.type(keys)
                if keys == "f" { ui.act(.input(.paste(HostileField.typed.tag))) }
                if keys == "T" { ui.act(.notice(HostileField.flash.tag)) }
                if keys == "3jp" { ui.answer([(1, 0, HostileField.planStep.tag)]) }
                let screen = ui.screen
                missing = missing.filter { !screen.contains($0.tag) }
                ui.comeHome()
            }
        }
        // A build's id has 40 digits and is compared, not shown; the socket's path stands where there is nothing else.
        missing.remove(.buildID)
        var left = UIDriver.hostile(120, 40) { "\($0.tag)x" }
        let reason = HostileField.disconnectReason.tag
        left.act(.historyChanged(left.history.disconnect(app: 2, reason: reason, orderly: false, at: left.now)))
        left.type("9")
        if left.screen.contains(reason) { missing.remove(.disconnectReason) }
        var ui = UIDriver(80, 24)
        ui.environment.socketPath = HostileField.socketPath.tag
        if ui.screen.contains(HostileField.socketPath.tag) { missing.remove(.socketPath) }
        ui.environment.hub = .file(name: HostileField.fileName.tag)
        if ui.screen.contains(HostileField.fileName.tag) { missing.remove(.fileName) }
        #expect(missing.sorted { $0.rawValue < $1.rawValue } == [], "on no screen")
    }

    @Test("A search for hostile text, and a filter by it, are drawn like any other text", arguments: HostileText.all)
    func typed(sample: HostileText) {
        var ui = UIDriver.hostile(80, 24) { $0.tag + sample.text }
        for prompt in ["f", "/", ":"] {
            for keys in ["", "<home>", "<enter>", "3", "<esc>"] {
                if keys.isEmpty {
                    ui.type(prompt)
                    ui.act(.input(.paste(sample.text)))
                }
                ui.type(keys)
                #expect(ScreenLaws.broken(by: ui.grid, size: ui.size) == nil, "\(sample) in \(prompt), \(keys)")
            }
            ui.comeHome()
        }
    }

    @Test("What is copied and written keeps the raw text; the clipboard gets no control", arguments: HostileText.all)
    func raw(sample: HostileText) throws {
        var ui = UIDriver.hostile(120, 40) { $0.tag + sample.text }
        let record = try #require(ui.history.order.last.flatMap(ui.history.request))
        #expect(record.path == HostileField.path.tag + sample.text)
        #expect(record.logs.first?.message == HostileField.logMessage.tag + sample.text)
        let line = RequestJSON.encode(record, app: ui.history.app(record.id.app))
        #expect(!line.utf8.contains { $0 < 0x20 || $0 == 0x7F })
        let again = try RequestJSON.decode(line: line)
        var other = History()
        other.insert(again)
        let read = try #require(other.order.last.flatMap(other.request))
        #expect(read.path == record.path && read.logs.first?.message == record.logs.first?.message)
        ui.type("5y")
        for effect in ui.takeEffects() {
            guard case .copy = effect else { continue }
            #expect("\(effect)".unicodeScalars.count > 0)
        }
        let clipboard = Sanitiser.forClipboard(sample.text)
        #expect(
            clipboard.unicodeScalars.allSatisfy {
                $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
            })
    }
}
