import Foundation
import Testing

extension EndToEnd {
    /// The real toolbar in a real terminal.
    @Suite(.serialized)
    struct ToolbarTests {
        static let sizes = [(80, 24), (120, 40), (200, 60)]

        /// A text that this panel shows for the page of authors.
        static let panels: [(key: String, shows: String)] = [
            ("1", "WHERE THE TIME WENT"), ("2", "GET /authors"), ("3", "SELECT"), ("4", "layout"),
            ("5", "Listing authors"),
            ("6", "content-type"), ("7", "SessionMiddleware"),
        ]

        @Test("The demo lists requests and shows every panel", arguments: sizes)
        func demo(columns: Int, rows: Int) throws {
            let place = try Workplace()
            let tmux = try Tmux(columns: columns, rows: rows)
            try tmux.type("stty -a > \(place.path("before"))")
            try tmux.type("\(Binaries.periscope) demo --socket \(place.socket); echo code=$?")
            try tmux.waitFor("the first frame") { $0.contains("? help") || $0.contains("? ") }
            try tmux.waitFor("requests are listed", within: 60) { $0.contains("GET") && $0.contains("200") }

            // A page with everything in it, found by the filter; then every panel of it.
            try tmux.press("f", "/authors", "Enter")
            try tmux.waitFor("only the authors", within: 30) { screen in
                screen.contains(#/▌\s+200\s+GET\s+\/authors/#) && !screen.contains("/search")
            }
            try tmux.press("Enter")
            // Eight tabs have short names in 80 columns.
            try tmux.waitFor("the overview") { $0.contains("1 Over") && $0.contains("WHERE THE TIME WENT") }
            for panel in Self.panels {
                try tmux.press(panel.key)
                try tmux.waitFor("panel \(panel.key) shows \(panel.shows)") { $0.contains(panel.shows) }
            }
            try tmux.press("3", "Enter")
            try tmux.waitFor("a query opened") { $0.contains("SELECT") && $0.contains("FROM") }
            try tmux.press("Escape")
            try tmux.press("9")
            try tmux.waitFor("the view of apps") {
                $0.contains("bookshop") && $0.localizedCaseInsensitiveContains("memory")
            }
            try tmux.press("0")
            try tmux.waitFor("the view of routes") {
                $0.contains("/books/{id}") && $0.localizedCaseInsensitiveContains("p95")
            }
            try tmux.press("Escape", "Escape", "Escape")
            try tmux.waitFor("the list again") { $0.contains("METHOD") || $0.contains("METH") }
            try leave(tmux)
            try tmux.type("stty -a > \(place.path("after"))")
            try tmux.type("echo done")
            try tmux.waitFor("done")
            let before = try String(contentsOfFile: place.path("before"), encoding: .utf8)
            let after = try eventually("stty has written") {
                let text = try? String(contentsOfFile: place.path("after"), encoding: .utf8)
                return text?.contains("cs8") == true ? text : nil
            }
            #expect(before == after)
        }

        /// Quits, and says yes to the question that it asks because the child runs.
        private func leave(_ tmux: Tmux) throws {
            try tmux.press("q")
            try tmux.waitFor("Quit?")
            try tmux.press("y")
            try tmux.waitFor("code=0")
        }

        @Test("With no app it says how to connect one, and where the socket is")
        func emptyScreen() throws {
            let place = try Workplace()
            let tmux = try Tmux(columns: 100, rows: 30)
            try tmux.type("\(Binaries.periscope) --socket \(place.socket); echo code=$?")
            let screen = try tmux.waitFor("PeriscopeMiddleware")
            #expect(screen.contains(place.socket))
            try tmux.press("q")
            try tmux.waitFor("code=0")
            #expect(!FileManager.default.fileExists(atPath: place.socket))
        }

        @Test("A request that takes long is on screen with a running clock while it runs")
        func runningClock() throws {
            let place = try Workplace()
            let tmux = try Tmux(columns: 120, rows: 40)
            try tmux.type("\(Binaries.periscope) --socket \(place.socket)")
            let shop = try RunningBookshop(socket: place.socket)
            try tmux.waitFor("bookshop")
            let slow = try HTTPConnection(port: shop.port)
            try slow.begin("GET", "/slow?seconds=5")
            let clock = #/\/slow\?seconds=5\s+(\d\.\d) s/#
            func seconds(_ screen: String) -> Double? { screen.firstMatch(of: clock).flatMap { Double($0.1) } }
            let first = try eventually("a clock", within: 4) { seconds(try tmux.screen()) }
            let second = try eventually("a later clock", within: 4) {
                seconds(try tmux.screen()).flatMap { $0 > first ? $0 : nil }
            }
            #expect(second > first)
            #expect(try tmux.screen().contains("···"))
            #expect(try slow.readAnswer().status == 200)
            try tmux.waitFor("it has finished") { !$0.contains("···") && $0.contains("200") }
        }

        @Test("A server killed in mid-request leaves it on screen as lost; restarted, it is back with the history")
        func killedServer() throws {
            let place = try Workplace()
            let tmux = try Tmux(columns: 120, rows: 40)
            try tmux.type("\(Binaries.periscope) --socket \(place.socket)")
            let shop = try RunningBookshop(socket: place.socket)
            try tmux.waitFor("bookshop")
            _ = try shop.get("/books/41")
            let slow = try HTTPConnection(port: shop.port)
            try slow.begin("GET", "/slow?seconds=30")
            try tmux.waitFor("the slow one runs") { $0.contains("/slow?seconds=30") && $0.contains("···") }
            shop.program.send(SIGKILL)
            try tmux.waitFor("it is lost") { $0.contains("/slow?seconds=30") && $0.contains("lost") }
            let again = try RunningBookshop(socket: place.socket)
            _ = try again.get("/books/42")
            try tmux.waitFor("old and new") { screen in
                ["/books/41", "/books/42", "/slow?seconds=30", "lost"].allSatisfy(screen.contains)
            }
        }

        @Test("The toolbar and tail see the same requests side by side")
        func tailBesideToolbar() throws {
            let place = try Workplace()
            let tmux = try Tmux(columns: 120, rows: 40)
            try tmux.type("\(Binaries.periscope) --socket \(place.socket)")
            _ = try eventually("the hub listens") { FileManager.default.fileExists(atPath: place.socket) ? true : nil }
            let shop = try RunningBookshop(socket: place.socket)
            let tail = try RunningTail(socket: place.socket, isReader: true)
            try tail.waitForApp()
            for id in 1...20 { _ = try shop.get("/books/\(id)?side=\(id)") }
            for id in 1...20 { _ = try tail.object(path: "/books/\(id)", query: "side=\(id)") }
            try tmux.waitFor("/books/20?side=20")
        }

        @Test("What tail wrote, open shows")
        func openFile() throws {
            let place = try Workplace()
            let tail = try RunningTail(socket: place.socket)
            let shop = try RunningBookshop(socket: place.socket)
            try tail.waitForApp()
            _ = try shop.get("/authors")
            _ = try tail.object(path: "/authors")
            let file = place.path("requests.jsonl")
            try tail.program.output.write(toFile: file, atomically: true, encoding: .utf8)
            for way in ["open \(file)", "open - < \(file)"] {
                let tmux = try Tmux(columns: 120, rows: 40)
                try tmux.type("\(Binaries.periscope) \(way); echo code=$?")
                try tmux.waitFor("/authors")
                try tmux.press("f", "/authors", "Enter", "3")
                try tmux.waitFor("its queries") { $0.contains("SELECT") && $0.contains("51") }
                try tmux.press("Q")
                try tmux.waitFor("code=0")
            }
        }

        @Test("run starts a command with the socket in its environment and ends with its exit code")
        func runCommand() throws {
            let place = try Workplace()
            let tmux = try Tmux(columns: 120, rows: 40)
            let script = #"echo "socket=$PERISCOPE_SOCKET"; exit 7"#
            try tmux.type("\(Binaries.periscope) run --socket \(place.socket) -- sh -c '\(script)'; echo code=$?")
            try tmux.waitFor("? ")
            try tmux.press("9")
            try tmux.waitFor("socket=\(place.socket)")
            try tmux.press("Q")
            try tmux.waitFor("code=7")
        }
    }
}
