import PeriscopeHistory
import PeriscopeUI
import Testing

/// How the toolbar follows a child: its errors come and go by themselves.
struct BuildViewTests {
    private func building(_ columns: Int = 80, _ rows: Int = 24, run: Int = 1) -> UIDriver {
        var ui = UIDriver(columns, rows)
        ui.environment.child = .init(command: "swift run App", pid: 7, state: .running)
        let now = ui.now
        ui.environment.child?.startedAt = now
        ui.environment.child?.run = run
        return ui
    }

    private func print(_ lines: [String], _ ui: inout UIDriver) {
        for line in lines {
            ui.environment.build.take(line, isServing: ui.environment.child?.server != nil, folder: "/shop")
            ui.environment.childOutput.append(.init(text: line, at: ui.now))
        }
        ui.act(.historyChanged(HistoryChange()))
    }

    private func end(_ code: Int, _ ui: inout UIDriver) {
        ui.environment.child?.state = .exited(code: code)
        ui.act(.historyChanged(HistoryChange()))
    }

    private static let errors = [
        "/shop/Sources/App/App.swift:6:22: error: cannot convert value", " 6 |   let x: Int = \"a\"",
        "   |               `- error: cannot convert value", "/shop/Sources/App/Other.swift:2:1: warning: unused",
        "/elsewhere/Lib.swift:9:1: error: no such module 'Shop'",
    ]

    @Test("While it is built, a clock runs, and how far it is")
    func clock() {
        var ui = building()
        ui.act(.tick)
        ui.expect("starting… 0 s")
        #expect(ui.state.wantsClock(ui.context))
        print(["Building for debugging...", "[12/34] Compiling App main.swift"], &ui)
        ui.pass(milliseconds: 12_000)
        ui.expect("building… 12 s  [12/34]")
        ui.pass(milliseconds: 70_000)
        ui.expect("building… 1m 22s")
    }

    @Test(
        "A build that failed shows its errors at once, with file, line, message and source", arguments: [60, 80, 120])
    func failed(columns: Int) {
        var ui = building(columns)
        print(Self.errors, &ui)
        ui.expectNot("build failed")
        end(1, &ui)
        ui.expect(
            "build failed: 2 errors", "Sources/App/App.swift:6:22", "cannot convert value", "let x: Int",
            "/elsewhere/Lib.swift:9:1", "error 1 of 2", "1 WARNING")
        ui.expectNot("Other.swift", "/shop/Sources")
    }

    @Test("e and E go from error to error, o and Enter open it, y takes it")
    func keys() {
        var ui = building()
        print(Self.errors, &ui)
        end(1, &ui)
        ui.type("o")
        #expect(ui.takeEffects() == [.edit(path: "/shop/Sources/App/App.swift", line: 6)])
        ui.type("e<enter>")
        #expect(ui.takeEffects() == [.edit(path: "/elsewhere/Lib.swift", line: 9)])
        ui.type("e")
        ui.expect("No error further down")
        ui.type("Ey")
        ui.expect("error 1 of 2")
        ui.type("GjG<enter>")
        ui.expect("Other.swift:2:1", "unused")
        ui.type("<esc>")
        ui.expect("9 shows its output, B restarts")
        ui.type("9")
        ui.expect("2 ERRORS", "Enter shows them whole")
        ui.type("<enter>")
        ui.expect("error 1 of 2")
    }

    @Test("When the next build succeeds, the view goes by itself, and the list is as it was")
    func mended() {
        var ui = UIDriver.bookshop(120, 40)
        ui.environment.child = .init(command: "swift run App", pid: 7, state: .running)
        ui.type("jj")
        let list = ui.rows.prefix(20)
        print(Self.errors, &ui)
        end(1, &ui)
        ui.expect("build failed: 2 errors")
        ui.environment.child?.state = .running
        ui.environment.child?.run = 2
        ui.environment.build = BuildReport()
        ui.act(.historyChanged(HistoryChange()))
        ui.expect("starting…")
        ui.environment.child?.server = ui.history.apps.last?.id
        ui.environment.build.serverConnected()
        ui.act(.historyChanged(HistoryChange()))
        ui.expect("restarted, build 1")
        #expect(ui.rows.prefix(20).dropFirst() == list.dropFirst())
    }

    @Test("A command that ends without a word about errors has its output shown")
    func silent() {
        var ui = building()
        print(["something went wrong"], &ui)
        end(3, &ui)
        ui.expect("ended with exit code 3 before a server connected", "something went wrong")
        ui.type("o")
        ui.expect("The place in the source is not known here")
    }

    @Test("A crash of the server is shown like an error of its build")
    func crash() {
        var ui = UIDriver.bookshop(120, 40)
        ui.environment.child = .init(command: "swift run App", pid: 7, state: .running)
        ui.environment.child?.server = ui.history.apps.last?.id
        print(["App/App.swift:7: Fatal error: boom"], &ui)
        ui.environment.child?.state = .killed(signal: 4)
        ui.act(.historyChanged(HistoryChange()))
        ui.expect("crashed: Fatal error: boom at App/App.swift:7", "CRASHED")
        ui.type("<enter>")
        #expect(ui.takeEffects() == [.edit(path: "App/App.swift", line: 7)])
    }

    @Test("A command that ends well is no failure, nor is one that is being ended")
    func noFailure() {
        var ui = building()
        end(0, &ui)
        ui.expectNot("build failed", "before a server")
        ui = building(run: 2)
        ui.environment.child?.isEnding = true
        end(130, &ui)
        ui.expect("ending the server…")
    }

    @Test("B asks nothing, whatever the child is about")
    func restart() {
        for state in [UIEnvironment.ChildStatus.State.running, .exited(code: 1), .killed(signal: 9)] {
            var ui = building()
            ui.environment.child?.state = state
            ui.act(.historyChanged(HistoryChange()))
            ui.type("B")
            #expect(ui.takeEffects() == [.restartChild])
        }
    }
}
