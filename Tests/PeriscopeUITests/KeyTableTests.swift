import PeriscopeHistory
import PeriscopeUI
import Screen
import Testing

struct KeyTableTests {
    @Test("No key has two meanings in one scope")
    func noConflict() {
        for (scope, name) in Scope.all {
            var known: [Key: Command] = [:]
            for binding in KeyTable.bindings where binding.scope.contains(scope) {
                for key in binding.keys {
                    #expect(known[key] == nil, "\(key) in the \(name) is \(binding.command) too")
                    known[key] = binding.command
                }
            }
        }
    }

    @Test("Every action has a key, and a title that says what it does")
    func complete() {
        for command in Command.allCases {
            let bindings = KeyTable.bindings.filter { $0.command == command }
            #expect(!bindings.isEmpty, "\(command)")
            #expect(bindings.allSatisfy { !$0.keys.isEmpty && $0.title.count > 1 }, "\(command)")
        }
    }

    @Test("A title stands alone: it names what it is about, wherever it is read")
    func titles() {
        for binding in KeyTable.bindings {
            #expect(!binding.title.contains("one of the panel") && binding.title != "previous one", "\(binding.title)")
        }
        var ui = UIDriver.bookshop()
        ui.type(":previous prob")
        ui.expectChosen("previous problem: request, row of the panel, route")
    }

    @Test("Every row of the table is in help", arguments: Scope.all.map(\.name))
    func help(scope: String) {
        var ui = UIDriver.bookshop(100, 200)
        switch scope {
        case "panel": ui.type("j3")
        case "one thing of a panel": ui.type("j3<enter>")
        case "routes": ui.type("0")
        case "apps": ui.type("9")
        case "profile of several requests": ui.type("A")
        case "errors of a build":
            ui.environment.child = .init(command: "swift run App", pid: 7, state: .exited(code: 1))
            ui.act(.tick)
            ui.act(.historyChanged(HistoryChange()))
        default: break
        }
        ui.type("?")
        ui.expect("Help: ", "Elsewhere", "Signs")
        for binding in KeyTable.bindings { ui.expect(binding.title) }
    }

    @Test("Every row of the table is in the palette")
    func palette() {
        for binding in KeyTable.bindings where binding.command != .palette {
            var ui = UIDriver.bookshop(120, 40)
            ui.type(":" + binding.title.filter { $0 != "<" })
            ui.expectChosen(binding.title)
            ui.type("<esc>:" + binding.command.name)
            ui.expectChosen(binding.title)
        }
    }

    @Test("The palette does what its row says")
    func paletteActs() {
        var ui = UIDriver.bookshop()
        ui.type(":routes<enter>")
        ui.expect("IMPACT")
        ui.type("<c-p>quit now<enter>")
        #expect(ui.takeEffects() == [.quit])
    }

    @Test("The footer shows whole pairs only, and help always", arguments: [40, 50, 60, 80, 100, 120, 200])
    func footer(width: Int) {
        for keys in ["", "j1", "j2", "j3", "j3<enter>", "j5", "8", "8t", "A", "0", "9"] {
            var ui = UIDriver.bookshop(width, 24)
            ui.type(keys)
            let footer = ui.rows[23]
            #expect(footer.contains("? help"), "\(footer)")
            #expect(!footer.contains("…"), "\(footer)")
        }
    }
}
