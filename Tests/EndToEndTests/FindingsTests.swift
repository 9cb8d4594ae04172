import Foundation
import Testing

extension EndToEnd {
    /// What Periscope says of the shop by itself: findings, call sites, plans, changes between builds.
    @Suite(.serialized)
    struct FindingsTests {
        /// Thresholds that the search and the report pass on any machine, and the authors' queries on none.
        private static let eager = """
            thresholds:
              query: { warn: 15ms, bad: 100s }
              request: { warn: 30ms, bad: 100s }
            """

        /// A home for settings, in the place of the person's own.
        private func settings(_ text: String?, in place: Workplace) throws -> [String: String] {
            let folder = place.path("config")
            try FileManager.default.createDirectory(
                atPath: folder + "/periscope", withIntermediateDirectories: true)
            try text?.write(toFile: folder + "/periscope/config.yaml", atomically: true, encoding: .utf8)
            return ["XDG_CONFIG_HOME": folder]
        }

        private func findings(_ object: [String: Any], _ kind: String) -> [[String: Any]] {
            (object["findings"] as? [[String: Any]] ?? []).filter { $0["kind"] as? String == kind }
        }

        @Test("tail carries findings, fingerprints and call sites; the mended twin says nothing of its queries")
        func tail() throws {
            let place = try Workplace()
            let tail = try RunningTail(socket: place.socket, environment: settings(nil, in: place))
            let shop = try RunningBookshop(socket: place.socket)
            try tail.waitForApp()
            for target in ["/authors", "/authors/fixed"] { _ = try shop.get(target) }

            let authors = try tail.object(path: "/authors")
            let found = try #require(findings(authors, "n_plus_one").first)
            #expect(found["confirmed"] as? Bool == true)
            #expect(found["count"] as? Int == 50)
            let shape = "SELECT * FROM book WHERE author_id = ? ORDER BY published"
            #expect(found["fingerprint"] as? String == shape)
            let place50 = try #require(found["call_site"] as? String)
            #expect(place50.hasPrefix("Sources/Bookshop/Controllers/AuthorController.swift:"))
            #expect((found["title"] as? String)?.contains("AuthorController.swift:") == true)
            #expect((found["spans"] as? [String])?.count == 50)

            let queries = try #require(authors["queries"] as? [[String: Any]])
            let books = queries.filter { $0["fingerprint"] as? String == shape }
            #expect(books.count == 50)
            #expect(books.allSatisfy { $0["call_site"] as? String == place50 })
            #expect(Self.source(of: place50)?.contains("Book.fetchAll") == true)
            let renders = try #require(authors["renders"] as? [[String: Any]])
            #expect(
                renders.contains {
                    ($0["call_site"] as? String)?.hasPrefix("Sources/Bookshop/Views/Pages.swift:") == true
                })

            let fixed = try tail.object(path: "/authors/fixed")
            for kind in ["n_plus_one", "duplicate_query", "many_queries"] {
                #expect(findings(fixed, kind).isEmpty, "\(kind)")
            }
        }

        /// The line that a call site names, from the sources beside the tests.
        private static func source(of callSite: String) -> String? {
            let parts = callSite.split(separator: ":")
            guard parts.count == 2, let line = Int(parts[1]) else { return nil }
            let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent()
            let text = try? String(contentsOf: top.appending(path: String(parts[0])), encoding: .utf8)
            let lines = text?.split(separator: "\n", omittingEmptySubsequences: false) ?? []
            return lines.indices.contains(line - 1) ? String(lines[line - 1]) : nil
        }

        @Test("The list, the overview and the plan say what is wrong with a page, and where")
        func toolbar() throws {
            let place = try Workplace()
            let tmux = try Tmux(columns: 120, rows: 40, environment: settings(Self.eager, in: place))
            try tmux.type("\(Binaries.periscope) --socket \(place.socket)")
            try tmux.waitFor("waits for an app") { $0.contains(place.socket) }
            let shop = try RunningBookshop(socket: place.socket)

            _ = try shop.get("/authors")
            try tmux.waitFor("N+1×50")
            try tmux.press("1")
            try tmux.waitFor("the N+1, where and how much") { screen in
                screen.contains("N+1") && screen.contains("50 queries of one shape")
                    && screen.contains(#/AuthorController\.swift:\d+/#) && screen.contains("avoidable")
            }
            try tmux.press("Escape")

            _ = try shop.get("/search?q=dragon")
            try tmux.waitFor("the search is listed as slow") { Self.row($0, "/search")?.contains("slow query") == true }
            #expect(try Self.row(tmux.screen(), "/authors")?.contains("slow query") == false)
            try tmux.press("g", "3")
            try tmux.waitFor("its queries") { $0.contains("review") }
            try tmux.press("p")
            try tmux.waitFor("its plan, with a scan") { $0.contains("SCAN review") }
            try tmux.press("Escape", "Escape")

            _ = try shop.get("/reports/sales")
            try tmux.waitFor("the report is slow") { Self.row($0, "/reports/sales")?.contains("slow") == true }
            try tmux.press("g", "1")
            try tmux.waitFor("slow request, and where the time went") { screen in
                let time = screen.components(separatedBy: "WHERE THE TIME WENT").last ?? ""
                return screen.contains(#/slow request\s+the whole request/#)
                    && time.contains(#/own code, or waiting \d/#) && time.contains(#/ReportController\.swift:\d+/#)
            }
            try tmux.press("Escape", "q")
            try tmux.waitFor("ready>")
        }

        /// The list's row of a path.
        private static func row(_ screen: String, _ path: String) -> Substring? {
            screen.split(separator: "\n").first { $0.contains(" GET ") && $0.contains(path) }
        }

        @Test("The mended twin of the authors page says nothing")
        func twin() throws {
            let place = try Workplace()
            // Times are this machine's; what is looked for is what the queries are.
            let patient = """
                thresholds:
                  query: { warn: 60s, bad: 60s }
                  request: { warn: 60s, bad: 60s }
                  render: { warn: 60s, bad: 60s }
                  gap: { finding: 60s }
                """
            let tmux = try Tmux(columns: 120, rows: 40, environment: settings(patient, in: place))
            try tmux.type("\(Binaries.periscope) --socket \(place.socket)")
            try tmux.waitFor("waits for an app") { $0.contains(place.socket) }
            let shop = try RunningBookshop(socket: place.socket)
            _ = try shop.get("/authors/fixed")
            let list = try tmux.waitFor("/authors/fixed")
            let flags = ["N+1", "dup", "many", "slow", "gap", "error"]
            #expect(flags.allSatisfy { Self.row(list, "/authors/fixed")?.contains($0) == false })
            try tmux.press("1")
            let overview = try tmux.waitFor("WHERE THE TIME WENT")
            #expect(overview.contains("nothing found"))
        }

        @Test("I ignores a finding now, and in the next toolbar")
        func ignore() throws {
            let place = try Workplace()
            let environment = try settings(nil, in: place)
            let tmux = try Tmux(columns: 120, rows: 40, environment: environment)
            try tmux.type("\(Binaries.periscope) --socket \(place.socket)")
            try tmux.waitFor("waits for an app") { $0.contains(place.socket) }
            let shop = try RunningBookshop(socket: place.socket)
            _ = try shop.get("/authors")
            try tmux.waitFor("N+1×50")
            try tmux.press("1")
            try tmux.waitFor("the finding, with its place") { $0.contains("AuthorController.swift:") }
            try tmux.press("g", "I")
            try tmux.waitFor("it is gone") { !$0.contains("50 queries of one shape") }
            try tmux.press("Escape")
            try tmux.waitFor("the list without it") { $0.contains("/authors") && !$0.contains("N+1") }
            let file = try String(contentsOfFile: place.path("config/periscope/ignore.yaml"), encoding: .utf8)
            #expect(file.contains("kind: n_plus_one") && file.contains("author_id = ?"))
            try tmux.press("q")
            try tmux.waitFor("ready>")

            let tail = try RunningTail(socket: place.socket, environment: environment)
            try tail.waitForApp()
            _ = try shop.get("/authors?page=2")
            let object = try tail.object(path: "/authors", query: "page=2")
            #expect(findings(object, "n_plus_one").isEmpty)
        }

        @Test("o opens the call site in the editor, at its line and in a terminal, and gives the screen back")
        func editor() throws {
            let place = try Workplace()
            let script = "#!/bin/sh\n[ -t 0 ] && [ -t 1 ] && echo \"$@\" > \(place.path("edited"))\n"
            try script.write(toFile: place.path("my editor"), atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: place.path("my editor"))
            var environment = try settings(nil, in: place)
            environment["EDITOR"] = "'\(place.path("my editor"))' --wait"
            let tmux = try Tmux(columns: 120, rows: 40, environment: environment)
            try tmux.type("\(Binaries.periscope) --socket \(place.socket)")
            try tmux.waitFor("waits for an app") { $0.contains(place.socket) }
            let shop = try RunningBookshop(socket: place.socket)
            _ = try shop.get("/authors")
            try tmux.waitFor("N+1×50")
            try tmux.press("1")
            try tmux.waitFor("the finding, with its place") { $0.contains("AuthorController.swift:") }
            try tmux.press("g", "o")
            let edited = try eventually("the editor was started") {
                try? String(contentsOfFile: place.path("edited"), encoding: .utf8)
            }
            let opened =
                #/^--wait \+\d+ \/.*\/Sources\/Bookshop\/Controllers\/AuthorController\.swift$/#
                .anchorsMatchLineEndings()
            #expect(edited.contains(opened), "\(edited)")
            try tmux.waitFor("the screen is back") { $0.contains("50 queries of one shape") }
        }

        @Test("Call sites stay right when the next build has replaced the binary, and the next build has its own")
        func rebuilt() throws {
            let place = try Workplace()
            let binary = place.path("bookshop")
            try RebuiltProgram.copy(Binaries.bookshop, to: binary, isNext: false)
            let tail = try RunningTail(socket: place.socket, environment: settings(nil, in: place))
            let old = try RunningBookshop(socket: place.socket, binary: binary)
            try tail.waitForApp()
            // The next build's program has nothing at the old one's addresses.
            try RebuiltProgram.copy(Binaries.plainApp, to: binary, isNext: true)
            _ = try old.get("/authors")
            let before = try tail.object(path: "/authors")
            let site = try #require(findings(before, "n_plus_one").first?["call_site"] as? String)
            #expect(Self.source(of: site)?.contains("Book.fetchAll") == true)
            old.program.send(SIGTERM)
            try old.program.waitForEnd()

            try RebuiltProgram.copy(Binaries.bookshop, to: binary, isNext: true)
            let new = try RunningBookshop(socket: place.socket, binary: binary)
            _ = try new.get("/authors?page=3")
            let after = try tail.object(path: "/authors", query: "page=3")
            #expect(after["build"] as? String != before["build"] as? String)
            #expect(findings(after, "n_plus_one").first?["call_site"] as? String == site)
        }

        @Test("After a rebuild and a restart the list shows by itself what changed")
        func changes() throws {
            let place = try Workplace()
            let tmux = try Tmux(columns: 120, rows: 40, environment: settings(nil, in: place))
            try tmux.type("\(Binaries.periscope) --socket \(place.socket)")
            try tmux.waitFor("waits for an app") { $0.contains(place.socket) }
            let binary = place.path("plain")
            for (isNext, lookups) in [(false, 30), (true, 2)] {
                try RebuiltProgram.copy(Binaries.plainApp, to: binary, isNext: isNext)
                let app = try RunningProgram(
                    binary, [],
                    environment: [
                        "PERISCOPE_SOCKET": place.socket, "PERISCOPE": "1", "PLAIN_LOOKUPS": "\(lookups)",
                    ])
                // The lookups, and the one update of every request.
                try tmux.waitFor("requests of \(lookups) lookups") { screen in
                    screen.contains("/plain") && screen.contains(" \(lookups + 1) ")
                }
                if isNext { try tmux.waitFor("the change") { $0.contains("31→3") || $0.contains("−28") } }
                app.send(SIGTERM)
                try app.waitForEnd()
            }
        }
    }
}
