import Foundation
import Testing

extension EndToEnd {
    /// Whatever ends the toolbar, the terminal is as it was.
    @Suite(.serialized)
    struct SignalTests {
        /// What ends it in good order.
        static let orderly: [Int32] = [SIGHUP, SIGINT, SIGTERM]
        /// What it dies of, after it has put the terminal right.
        static let deadly: [Int32] = [
            SIGQUIT, SIGABRT, SIGSEGV, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSYS, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM,
            SIGPROF, SIGXCPU, SIGXFSZ,
        ]
        /// What it lives on after.
        static let harmless: [Int32] = [SIGPIPE, SIGWINCH, SIGCONT, SIGCHLD, SIGURG]

        private func expectLeft(_ terminal: RawTerminal, modes: [UInt64]) {
            #expect(terminal.modes == modes, "the modes are as before")
            for (on, off) in TerminalTraces.switches {
                let (on, off) = (terminal.last(on), terminal.last(off))
                #expect(on != nil && off ?? -1 > on ?? 0)
            }
            // After the alternate screen has been left, nothing more is drawn.
            let rest = terminal.text.components(separatedBy: "\u{1B}[?1049l").last ?? ""
            #expect(!rest.contains("/item/"), "\(String(reflecting: rest))")
        }

        @Test("A signal that ends it leaves the terminal as it was", arguments: Self.orderly + Self.deadly)
        func ended(by signal: Int32) throws {
            let place = try Workplace()
            let shell = try RawTerminal(["sh", "-c", "sleep 60"])
            let terminal = try SampleFile.terminal(place)
            terminal.send(signal)
            let code = try terminal.waitForEnd()
            if Self.deadly.contains(signal) { #expect(code == 128 + signal) }
            expectLeft(terminal, modes: shell.modes)
        }

        @Test("A signal that concerns nobody changes nothing", arguments: Self.harmless)
        func ignored(signal: Int32) throws {
            let place = try Workplace()
            let terminal = try SampleFile.terminal(place)
            let modes = terminal.modes
            for _ in 0..<3 { terminal.send(signal) }
            try terminal.type("?")
            try terminal.waitFor("Help: request list")
            #expect(terminal.modes == modes)
            try terminal.type("Q")
            #expect(try terminal.waitForEnd() == 0)
        }

        @Test("A lost connection ends it")
        func hangUp() throws {
            let place = try Workplace()
            let terminal = try SampleFile.terminal(place)
            terminal.hangUp()
            _ = try eventually("it ends", within: 10) { terminal.isRunning ? nil : true }
        }

        @Test("Quitting by any key leaves the terminal as it was", arguments: ["q", "Q", "\u{03}"])
        func quit(key: String) throws {
            let place = try Workplace()
            let shell = try RawTerminal(["sh", "-c", "sleep 60"])
            let terminal = try SampleFile.terminal(place)
            try terminal.type(key)
            #expect(try terminal.waitForEnd() == 0)
            expectLeft(terminal, modes: shell.modes)
        }

        @Test("A stop gives the terminal back, and going on takes it again", arguments: ["^z", "SIGTSTP"])
        func stop(way: String) throws {
            let place = try Workplace()
            let tmux = try Tmux(columns: 100, rows: 30)
            try tmux.type("stty -a > \(place.path("before"))")
            try tmux.type("\(Binaries.periscope) open \(try SampleFile.write(place)); echo code=$?")
            try tmux.waitFor("/item/30")
            let screen = try tmux.settledScreen()
            for _ in 0..<2 {
                if way == "^z" {
                    try tmux.press("C-z")
                } else {
                    kill(try tmux.programPID(), SIGTSTP)
                }
                try tmux.waitFor("the shell is back") { $0.contains("Stopped") || $0.contains("Suspended") }
                try tmux.type("clear; stty -a > \(place.path("stopped"))")
                _ = try eventually("stty has written") {
                    let text = try? String(contentsOfFile: place.path("stopped"), encoding: .utf8)
                    return text?.hasSuffix("\n") == true ? true : nil
                }
                let before = try String(contentsOfFile: place.path("before"), encoding: .utf8)
                #expect(try String(contentsOfFile: place.path("stopped"), encoding: .utf8) == before)
                try? FileManager.default.removeItem(atPath: place.path("stopped"))
                try tmux.type("fg; echo code=$?")
                try tmux.waitFor("the same screen is back") { $0 == screen }
            }
            try tmux.press("q")
            try tmux.waitFor("code=0")
        }
    }
}
