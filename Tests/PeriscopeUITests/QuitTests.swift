import PeriscopeUI
import Screen
import Testing

struct QuitTests {
    @Test("Esc goes back one step and never quits")
    func escape() {
        var ui = UIDriver.authors("3<enter>")
        ui.expect("query 1 of 51")
        ui.type("<esc>")
        ui.expect("51 queries")
        ui.type("<esc>")
        ui.expectNot("51 queries")
        ui.type("<esc><esc><esc>")
        #expect(ui.takeEffects().isEmpty)
        ui.expect("/login")
    }

    @Test("q closes what is open, and quits at the list", arguments: ["", "0", "9", "j3", "j3<enter>"])
    func close(keys: String) {
        var ui = UIDriver.bookshop()
        ui.type(keys)
        for _ in 0..<3 where ui.takeEffects().isEmpty { ui.type("q") }
        _ = ui.takeEffects()
        ui.type("q")
        #expect(ui.takeEffects() == [.quit])
    }

    @Test("A living child of run is asked about, by Q and ^c too", arguments: ["q", "Q", "<c-c>"])
    func child(key: String) {
        var ui = UIDriver.bookshop()
        ui.environment.child = .init(command: "swift run App", pid: 7, state: .running)
        ui.type(key)
        #expect(ui.takeEffects().isEmpty)
        ui.expect("Quit?", "is stopped too")
        ui.type("y")
        #expect(ui.takeEffects() == [.quit])
        ui.environment.child?.state = .exited(code: 1)
        ui.type(key)
        #expect(ui.takeEffects() == [.quit])
    }

    @Test("Q and ^c do not ask about marks")
    func now() {
        var ui = UIDriver.bookshop()
        ui.type("mQ")
        #expect(ui.takeEffects() == [.quit])
        ui.type("j3/abc<c-c>")
        #expect(ui.takeEffects() == [.quit])
    }

    @Test("A signal to end ends, whatever is on screen")
    func interrupted() {
        var ui = UIDriver.bookshop()
        ui.environment.child = .init(command: "x", pid: 7, state: .running)
        ui.type("?")
        ui.act(.input(.interrupted))
        #expect(ui.takeEffects() == [.quit])
    }

    @Test("B starts the child again, or says how to have one")
    func restart() {
        var ui = UIDriver.bookshop()
        ui.type("B")
        ui.expect("periscope run")
        ui.environment.child = .init(command: "x", pid: 7, state: .running)
        ui.type("B")
        #expect(ui.takeEffects() == [.restartChild])
    }

    @Test("The rest of the program's keys ask the loop")
    func effects() {
        var ui = UIDriver.bookshop()
        ui.type("<c-l><c-z><f2>")
        #expect(ui.takeEffects() == [.repaint, .suspend, .setMouse(false)])
        ui.type(".")
        ui.expectNot("? help")
    }

    @Test("What is pasted is text, never a command")
    func paste() {
        var ui = UIDriver.bookshop()
        ui.act(.input(.paste("q\n")))
        #expect(ui.takeEffects().isEmpty)
        ui.type("f")
        ui.act(.input(.paste("log\nin")))
        ui.expect("filter: log in")
    }
}
