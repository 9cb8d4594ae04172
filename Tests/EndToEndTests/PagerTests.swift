import Foundation
import Testing

extension EndToEnd {
    /// `v`: a text in the person's pager, in a real terminal.
    @Suite(.serialized)
    struct PagerTests {
        /// The list with one request, the text of which is more than a pipe holds: 1,500 lines of 100 characters.
        private func toolbar(_ place: Workplace, environment: [String: String]) throws -> Tmux {
            let body = (0..<1_500).map { "line \(1_000 + $0) " + String(repeating: "x", count: 90) }
            let line = """
                {"v":1,"type":"request","kind":"http","id":"00f067aa0ba902b7","method":"GET","path":"/long",\
                "status":200,"state":"finished","duration_ms":1.5,\
                "response":{"headers":[["content-type","text/plain"]],"body":"\(body.joined(separator: "\\n"))"}}

                """
            try line.write(toFile: place.path("long.jsonl"), atomically: true, encoding: .utf8)
            let tmux = try Tmux(columns: 130, rows: 30, environment: environment)
            try tmux.type("\(Binaries.periscope) open \(place.path("long.jsonl")); echo code=$?")
            try tmux.waitFor("the list") { $0.contains("STAT") }
            return tmux
        }

        private func quit(_ tmux: Tmux) throws {
            try tmux.press("Q")
            try tmux.waitFor("code=0")
        }

        @Test("A pager that is left before it has read all was run all the same")
        func leftEarly() throws {
            let place = try Workplace()
            let seen = place.path("seen")
            let tmux = try toolbar(place, environment: ["PAGER": "head -n 1 > \(seen)"])
            try tmux.press("v")
            _ = try eventually("the pager was run") { FileManager.default.fileExists(atPath: seen) ? true : nil }
            try tmux.waitFor("the toolbar again") { $0.contains("STAT") }
            let screen = try tmux.settledScreen()
            #expect(!screen.contains("could not be run"), "\(screen)")
            try quit(tmux)
        }

        @Test("A pager that is not there is said, however long the text")
        func missing() throws {
            let place = try Workplace()
            let tmux = try toolbar(place, environment: ["PAGER": "no-such-pager"])
            try tmux.press("v")
            try tmux.waitFor("no-such-pager could not be run")
            try quit(tmux)
        }

        @Test("Where there is no less, more takes keys", .enabled(if: PagerTests.more != nil, "needs more"))
        func fallback() throws {
            let place = try Workplace()
            let folder = place.path("bin")
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            let programs = ["sh": "/bin/sh", "sleep": "/bin/sleep", "more": try #require(Self.more)]
            for (name, path) in programs {
                try FileManager.default.createSymbolicLink(atPath: "\(folder)/\(name)", withDestinationPath: path)
            }
            let tmux = try toolbar(place, environment: ["PAGER": "", "PATH": folder])
            try tmux.press("v")
            try tmux.waitFor("its prompt") { $0.contains("--More--") }
            try tmux.press("Space")
            try tmux.waitFor("the next page") { $0.contains("--More--") && $0.contains("line 1030") }
            try tmux.press("q")
            try tmux.waitFor("the toolbar again") { $0.contains("STAT") && !$0.contains("--More--") }
            try quit(tmux)
        }

        private static let more = ["/usr/bin/more", "/bin/more"].first(where: FileManager.default.isExecutableFile)
    }
}
