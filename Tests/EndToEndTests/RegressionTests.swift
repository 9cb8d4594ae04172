import Foundation
import TerminalTesting
import Testing

extension EndToEnd {
    /// One test for each defect that was found in the running programs.
    @Suite(.serialized)
    struct RegressionTests {
        @Test("A request is printed once when only the viewer between server and tail went away")
        func handover() throws {
            let place = try Workplace()
            let first = try RunningTail(socket: place.socket)
            let second = try RunningTail(socket: place.socket, isReader: true)
            let shop = try RunningBookshop(socket: place.socket)
            try second.waitForApp()
            let slow = try HTTPConnection(port: shop.port)
            try slow.begin("GET", "/slow?seconds=2")
            usleep(700_000)
            first.program.send(SIGKILL)
            #expect(try slow.readAnswer().status == 200)
            let object = try second.object(path: "/slow")
            #expect(object["state"] as? String == "finished")
            usleep(2_000_000)
            #expect(try second.objects().filter { $0["path"] as? String == "/slow" }.count == 1)
        }

        @Test("A long request is printed however many come and go meanwhile")
        func overtaken() async throws {
            let place = try Workplace()
            let tail = try RunningTail(socket: place.socket)
            let shop = try RunningBookshop(socket: place.socket)
            try tail.waitForApp()
            let slow = try HTTPConnection(port: shop.port)
            try slow.begin("GET", "/slow?seconds=5")
            let port = shop.port
            // More than tail's history holds.
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let connection = try HTTPConnection(port: port)
                        for _ in 0..<300 { _ = try connection.send("GET", "/nowhere") }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try slow.readAnswer().status == 200)
            #expect(try tail.object(path: "/slow")["state"] as? String == "finished")
        }

        @Test("A signal ends tail though its reader does not read")
        func sleepingReader() throws {
            let place = try Workplace()
            let tail = try Spawn.start(
                Binaries.periscope, ["tail", "--json", "--socket", place.socket],
                environment: ProcessInfo.processInfo.environment)
            defer { for end in [tail.output, tail.errors] { close(end) } }
            let shop = try RunningBookshop(socket: place.socket)
            for number in 1...30 { _ = try shop.get("/books/\(number)") }
            usleep(500_000)
            kill(tail.pid, SIGINT)
            var status: Int32 = 0
            let code = try eventually("tail ends", within: 10) {
                waitpid(tail.pid, &status, WNOHANG) == tail.pid ? ProgramStart.exitCode(status) : nil
            }
            #expect(code == 130)
        }

        @Test("A full disk ends tail with a sentence and exit code 1")
        func fullDisk() throws {
            let place = try Workplace()
            let tmux = try Tmux(columns: 150, rows: 24)
            try tmux.type("\(Binaries.periscope) tail --json --socket \(place.socket) > /dev/full; echo code=$?")
            try tmux.waitFor("listening on")
            let shop = try RunningBookshop(socket: place.socket)
            _ = try shop.get("/")
            let screen = try tmux.waitFor("code=1")
            #expect(screen.contains("can't be written to"))
        }

        @Test("Pressing B twice starts one child, and quitting leaves none")
        func restartTwice() throws {
            let place = try Workplace()
            let list = place.path("pids")
            let script = "trap 'sleep 1; exit 7' INT; echo $$ >> \(list); while :; do sleep 0.1; done"
            let tmux = try Tmux(columns: 120, rows: 30)
            try tmux.type(
                "\(Binaries.periscope) run --socket \(place.socket) -- sh -c \"\(script.replacing("$", with: "\\$"))\"; echo code=$?"
            )
            func pids() -> [Int32] {
                let text = (try? String(contentsOfFile: list, encoding: .utf8)) ?? ""
                return text.split(separator: "\n").compactMap { Int32($0) }
            }
            _ = try eventually("the child runs") { pids().count == 1 ? true : nil }
            try tmux.press("B", "B", "B")
            _ = try eventually("it runs again") { pids().count == 2 ? true : nil }
            usleep(1_500_000)
            #expect(pids().count == 2)
            try tmux.press("Q")
            try tmux.waitFor("Quit?")
            try tmux.press("y")
            // The command's own exit code, which its trap gives.
            try tmux.waitFor("code=7")
            for pid in pids() { #expect(kill(pid, 0) != 0, "\(pid) lives on") }
        }

        @Test("Quitting ends what the command left in the background")
        func backgroundJobs() throws {
            let place = try Workplace()
            let tmux = try Tmux(columns: 120, rows: 30)
            let file = place.path("pid")
            try tmux.type(
                "\(Binaries.periscope) run --socket \(place.socket) -- sh -c 'sleep 300 & echo $! > \(file); wait'; echo code=$?"
            )
            let job = try eventually("the job runs") {
                (try? String(contentsOfFile: file, encoding: .utf8)).flatMap {
                    Int32($0.trimmingCharacters(in: .whitespacesAndNewlines))
                }
            }
            try tmux.press("Q")
            try tmux.waitFor("Quit?")
            try tmux.press("y")
            try tmux.waitFor("it has ended") { $0.contains(#/code=\d/#) }
            _ = try eventually("the job is gone") { kill(job, 0) != 0 ? true : nil }
        }

        @Test("A prompt without a newline is on screen")
        func prompt() throws {
            let place = try Workplace()
            let tmux = try Tmux(columns: 120, rows: 30)
            try tmux.type("\(Binaries.periscope) run --socket \(place.socket) -- sh -c 'printf whoareyou:; sleep 60'")
            try tmux.waitFor("? ")
            try tmux.press("9")
            try tmux.waitFor("whoareyou:")
        }

        @Test("The first key in open acts on the row that is marked")
        func firstKeyInOpen() throws {
            let place = try Workplace()
            let file = place.path("one.jsonl")
            let line =
                #"{"v":1,"type":"request","kind":"http","id":"00f067aa0ba902b7","method":"GET","path":"/one","status":200,"state":"finished","duration_ms":1.5}"#
            try (line + "\n").write(toFile: file, atomically: true, encoding: .utf8)
            let tmux = try Tmux(columns: 120, rows: 30)
            try tmux.type("\(Binaries.periscope) open \(file)")
            try tmux.waitFor("/one")
            try tmux.press("Enter")
            try tmux.waitFor("1 Overview")
        }
    }
}
