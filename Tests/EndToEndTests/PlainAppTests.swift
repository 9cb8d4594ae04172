import Foundation
import Testing

extension EndToEnd {
    /// An app with no adapter at all.
    @Suite(.serialized)
    struct PlainAppTests {
        @Test("probe.query and a span with db.query.text give a full SQL panel")
        func sqlPanel() throws {
            let place = try Workplace()
            let tmux = try Tmux(columns: 120, rows: 40)
            try tmux.type("\(Binaries.periscope) --socket \(place.socket)")
            _ = try eventually("the hub listens") { FileManager.default.fileExists(atPath: place.socket) ? true : nil }
            let tail = try RunningTail(socket: place.socket, isReader: true)
            let app = try RunningProgram(
                Binaries.plainApp, [], environment: ["PERISCOPE_SOCKET": place.socket, "PERISCOPE": "1"])
            let object = try tail.object(path: "/plain")
            let queries = try #require(object["queries"] as? [[String: Any]])
            let texts = queries.compactMap { $0["sql"] as? String }
            #expect(texts == ["SELECT name FROM ship WHERE id = ?", "UPDATE ship SET seen = seen + 1 WHERE id = $1"])
            #expect(queries[0]["values"] as? [String] == ["7"])
            #expect((object["sql"] as? [String: Any])?["count"] as? Int == 2)
            #expect(object["route"] as? String == "/plain")
            try tmux.waitFor("/plain")
            try tmux.press("j", "k", "3")
            try tmux.waitFor("both queries") { $0.contains("SELECT name") && $0.contains("UPDATE ship") }
            withExtendedLifetime(app) {}
        }
    }
}
