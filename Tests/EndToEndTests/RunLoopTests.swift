import Foundation
import Testing

extension EndToEnd {
    /// `periscope run`: the loop of editing, building and looking.
    @Suite(.serialized)
    struct RunLoopTests {
        /// A stand-in for `swift run App`: prints what a build prints, and does what the file `state` says.
        private func standIn(_ place: Workplace) throws -> String {
            let path = place.path("build-and-run")
            try """
            #!/bin/sh
            echo $$ >> \(place.path("pids"))
            printf 'Building for debugging...\\n'
            for step in 1 2 3; do printf '\\033[2K\\r[%d/3] Compiling App File%d.swift' $step $step; done
            printf '\\n'
            case $(cat \(place.path("state"))) in
            bad) cat \(place.path("errors")); echo 'error: fatalE''rror' >&2; exit 1 ;;
            crash) echo 'Build complete! (1.20s)'; cat \(place.path("crash")); kill -ILL $$ ;;
            esac
            echo 'Build complete! (1.20s)'
            exec \(Binaries.bookshop) --port \(try freePort(place)) --database \(Workplace.seededDatabase.path())
            """.write(toFile: path, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            try FileManager.default.createDirectory(atPath: place.path("Sources"), withIntermediateDirectories: true)
            try "1\n2\n3\n4\n5\n6\n".write(toFile: place.path("Sources/App.swift"), atomically: true, encoding: .utf8)
            try CompilerOutput.twoErrors(folder: place.folder.path()).write(
                toFile: place.path("errors"), atomically: true, encoding: .utf8)
            try CompilerOutput.crash.write(toFile: place.path("crash"), atomically: true, encoding: .utf8)
            return path
        }

        private func set(_ state: String, _ place: Workplace) throws {
            try (state + "\n").write(toFile: place.path("state"), atomically: true, encoding: .utf8)
        }

        private func editor(_ place: Workplace) throws -> String {
            let path = place.path("editor")
            try "#!/bin/sh\necho \"$@\" > \(place.path("edited"))\n".write(
                toFile: path, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            return path
        }

        /// What the editor was started with, once all of it is written.
        private func edited(_ place: Workplace) throws -> String {
            try eventually("the editor was started") {
                let text = try? String(contentsOfFile: place.path("edited"), encoding: .utf8)
                return text?.hasSuffix("\n") == true ? text : nil
            }
        }

        private func start(_ place: Workplace, columns: Int, rows: Int) throws -> Tmux {
            let script = try standIn(place)
            let tmux = try Tmux(
                columns: columns, rows: rows,
                environment: ["EDITOR": try editor(place), "VISUAL": "", "PERISCOPE": "1"])
            try tmux.type("cd \(place.folder.path())")
            try tmux.type("\(Binaries.periscope) run --socket \(place.socket) -- \(script); echo code=$?")
            return tmux
        }

        /// Asks the server for a page, as soon as it answers.
        private func get(_ path: String, _ place: Workplace) throws {
            let port = try freePort(place)
            _ = try eventually("the server answers", within: 60) { try? HTTPConnection(port: port).send("GET", path) }
        }

        /// The same for all servers of one test.
        private func freePort(_ place: Workplace) throws -> UInt16 {
            if let known = try? String(contentsOfFile: place.path("port"), encoding: .utf8) {
                return try #require(UInt16(known))
            }
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(descriptor) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isBound = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
                }
            }
            let port = UInt16(bigEndian: address.sin_port)
            guard isBound, port > 0 else { throw TestFailure("no free port") }
            try "\(port)".write(toFile: place.path("port"), atomically: true, encoding: .utf8)
            return port
        }

        @Test(
            "Errors of a build come on screen, open in the editor, and go when B has mended them", arguments: [80, 120])
        func errorsAndB(columns: Int) throws {
            let place = try Workplace()
            try set("bad", place)
            let tmux = try start(place, columns: columns, rows: columns == 80 ? 24 : 40)
            try tmux.waitFor("build failed: 2 errors, 1 warning")
            let screen = try tmux.settledScreen()
            #expect(screen.contains("Sources/App.swift:6:22"))
            #expect(screen.contains("cannot convert value of type 'String' to specified type 'Int'"))
            #expect(screen.contains("let x: Int = \"a\""))
            #expect(screen.contains("error 1 of 2"))
            #expect(!screen.contains("0;36m"), "colours of the compiler are not text")

            try tmux.press("e")
            try tmux.waitFor("error 2 of 2")
            try tmux.press("o")
            let edited = try edited(place)
            #expect(edited == "+2 \(place.path("Sources/App.swift"))\n")
            try tmux.press("Escape")
            try tmux.waitFor("9 shows its output, B restarts")

            try set("good", place)
            try tmux.press("B")
            try tmux.waitFor("the build is mended", within: 60) { $0.contains("is connected. No requests yet") }
            try get("/books/7", place)
            try tmux.waitFor("/books/7")

            // The list stays, whatever the next build does.
            try set("bad", place)
            try tmux.press("B")
            try tmux.waitFor("build failed: 2 errors")
            try tmux.press("Escape")
            try tmux.waitFor("/books/7")
            // From its own view, which goes by itself.
            try tmux.press("9", "Enter")
            try tmux.waitFor("error 1 of 2")
            try set("good", place)
            try tmux.press("B")
            try tmux.waitFor("restarted, build 1", within: 60)
            try get("/books/8", place)
            try tmux.waitFor("old and new") { $0.contains("/books/7") && $0.contains("/books/8") }
            try tmux.press("Q", "y")
            try tmux.waitFor("code=", within: 15)
        }

        @Test("A crash comes on screen with its place, which o opens; run ends with the crash's code")
        func crash() throws {
            let place = try Workplace()
            try set("crash", place)
            let tmux = try start(place, columns: 120, rows: 40)
            try tmux.waitFor("crashed: Fatal error: Index out of range at Sources/App.swift:4")
            let screen = try tmux.settledScreen()
            #expect(screen.contains("CRASHED") && screen.contains("static App.work(_:)"))
            try tmux.press("o")
            let edited = try edited(place)
            #expect(edited == "+4 \(place.path("Sources/App.swift"))\n")
            try tmux.press("q", "q")
            try tmux.waitFor("code=\(128 + SIGILL)")
        }

        @Test(
            "A command that can't be run is told of before the screen is taken",
            arguments: [
                ("no-such-command-here", Int32(127), "no folder of PATH has it"), ("./missing", 127, "Is it built?"),
                ("./plain", 126, "chmod +x"), ("/", 126, "it is no file"),
            ])
        func cannotRun(command: String, code: Int32, says: String) throws {
            let place = try Workplace()
            try "text\n".write(toFile: place.path("plain"), atomically: true, encoding: .utf8)
            let terminal = try RawTerminal(
                [Binaries.periscope, "run", "--socket", place.socket, "--", command], folder: place.folder.path())
            #expect(try terminal.waitForEnd() == code)
            #expect(terminal.text.contains(says), "\(terminal.text)")
            #expect(!terminal.text.contains("\u{1B}"))
        }

        @Test("The child has a terminal of its own, as large as the screen leaves it, and hears when that changes")
        func childTerminal() throws {
            let place = try Workplace()
            let script = "stty size < /dev/tty; tty; trap \"stty size\" WINCH; while :; do sleep 0.1; done"
            let terminal = try RawTerminal(
                [Binaries.periscope, "run", "--socket", place.socket, "--", "sh", "-c", script], columns: 100, rows: 30,
                environment: ["PERISCOPE": "1"])
            try terminal.waitFor("/dev/pts/")
            #expect(terminal.text.contains("26 96"))
            terminal.resize(columns: 90, rows: 28)
            try terminal.waitFor("24 86")
            terminal.send(SIGTERM)
            try terminal.waitForEnd()
        }

        @Test("If periscope is killed, the child goes too", arguments: [SIGKILL, SIGSEGV])
        func killed(signal: Int32) throws {
            let place = try Workplace()
            let script = "echo $$ > \(place.path("pid")); sleep 300 & echo $! > \(place.path("job")); wait"
            let terminal = try RawTerminal(
                [Binaries.periscope, "run", "--socket", place.socket, "--", "sh", "-c", script])
            func pid(_ name: String) -> Int32? {
                (try? String(contentsOfFile: place.path(name), encoding: .utf8))
                    .flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
            }
            let pids = try eventually("the child runs") {
                pid("pid").flatMap { first in pid("job").map { [first, $0] } }
            }
            terminal.send(signal)
            try terminal.waitForEnd()
            for pid in pids { _ = try eventually("\(pid) is gone") { Self.isAlive(pid) ? nil : true } }
        }

        /// A zombie that nobody has waited for yet is dead too.
        private static func isAlive(_ pid: Int32) -> Bool {
            guard kill(pid, 0) == 0 else { return false }
            let status = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
            return !status.contains(") Z ")
        }

        @Test("However fast the child writes, keys work, and memory stays")
        func flood() throws {
            let place = try Workplace()
            let tmux = try Tmux(columns: 100, rows: 30)
            try tmux.type(
                "exec \(Binaries.periscope) run --socket \(place.socket) -- yes a line of output that is long")
            try tmux.waitFor("a line of output")
            try tmux.press("?")
            try tmux.waitFor("Help: request list", within: 10)
            try tmux.press("Escape", "9")
            try tmux.waitFor("newest 6 of", within: 10)
            let pid = try tmux.panePID()
            let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
            let resident = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }?.filter(\.isNumber)
            #expect(Int(resident ?? "") ?? .max < 300 * 1024)
            let lines = try tmux.waitFor("the server goes on") { $0.contains("a line of output") }
            #expect(lines.contains("B restarts it"))
            try tmux.press("Q", "y")
            _ = try eventually("it has ended", within: 15) { kill(pid, 0) != 0 ? true : nil }
        }

        @Test("While an editor has the terminal, the child's output goes on being read")
        func busyScreen() throws {
            let place = try Workplace()
            let count = place.path("count")
            // Far more than a terminal holds; the count is written once all of it has gone.
            let script = "sleep 1; seq 100000; echo done > \(count); sleep 60"
            let tmux = try Tmux(columns: 100, rows: 30, environment: ["PAGER": "cat >/dev/null; read x </dev/tty; :"])
            try tmux.type("\(Binaries.periscope) run --socket \(place.socket) -- sh -c '\(script)'; echo code=$?")
            try tmux.waitFor("sleep 60")
            try tmux.press("9")
            try tmux.waitFor("has written nothing so far")
            try tmux.press("v")
            _ = try eventually("all was written while the pager was there") {
                FileManager.default.fileExists(atPath: count) ? true : nil
            }
            try tmux.press("Enter")
            try tmux.waitFor("100000")
            try tmux.press("Q", "y")
            try tmux.waitFor("code=")
        }
    }
}

/// What swiftc and a crashing program print, as recorded from a terminal.
enum CompilerOutput {
    static func twoErrors(folder: String) -> String {
        let path = folder + (folder.hasSuffix("/") ? "" : "/") + "Sources/App.swift"
        return """
            \(path):6:22: \u{1B}[1;31merror: \u{1B}[1;39mcannot convert value of type 'String' to specified type 'Int'\u{1B}[0;0m
             \u{1B}[0;36m4 |\u{1B}[0;0m struct App {
             \u{1B}[0;36m5 |\u{1B}[0;0m     static func main() {
             \u{1B}[0;36m6 |\u{1B}[0;0m         let x: Int = \u{1B}[4;39m"a"\u{1B}[0;0m
               \u{1B}[0;36m|\u{1B}[0;0m                      `- \u{1B}[1;31merror: \u{1B}[1;39mcannot convert value of type 'String' to specified type 'Int'\u{1B}[0;0m
             \u{1B}[0;36m7 |\u{1B}[0;0m         print(x)

            \(path):5:9: warning: variable 'y' was never used; consider replacing with '_' or removing it
             4 | struct App {
             5 |     let y = 1
               |         `- warning: variable 'y' was never used; consider replacing with '_' or removing it
             6 | }
            \(path):2:1: error: no such module 'Shop'
             1 | import Foundation
             2 | import Shop
               | `- error: no such module 'Shop'
             3 |

            """
    }

    static let crash = """
        about to crash
        Swift/ContiguousArrayBuffer.swift:692: Fatal error: Index out of range

        *** Signal 4: Backtracing from 0x7fc62156df7f... done ***

        *** Program crashed: Illegal instruction at 0x00007fc62156df7f ***

        Platform: x86_64 Linux (Debian GNU/Linux 12 (bookworm))

        Thread 0 "App" crashed:

          0               0x00007fc62156df7f closure #1 in closure #1 in _assertionFailure(_:_:file:line:flags:) + 623 in libswiftCore.so
          1 [ra]          0x000055fdb089bf81 static App.work(_:) + 32 in App at Sources/App.swift:4:13
          2 [ra] [system] 0x000055fdb089bf29 static App.$main() + 8 in App at //<compiler-generated>
        ...

        Registers:

        rax 0x0000000000000000  0

        """
}
