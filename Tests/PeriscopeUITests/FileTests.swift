import PeriscopeHistory
import PeriscopeUI
import Screen
import Testing

/// The toolbar on requests of a file: nothing of it speaks of a server.
struct FileTests {
    /// The bookshop's requests as `periscope open` takes them in.
    private static func opened(_ columns: Int = 80, _ rows: Int = 24) throws -> UIDriver {
        let live = UIDriver.bookshop()
        var ui = UIDriver(columns, rows)
        ui.environment.hub = .file(name: "requests.jsonl")
        for id in live.history.order {
            guard let request = live.history.request(id) else { continue }
            let line = RequestJSON.encode(request, app: live.history.app(id.app), history: live.history)
            ui.history.insert(try RequestJSON.decode(line: line))
        }
        ui.act(.historyChanged(HistoryChange()))
        return ui
    }

    @Test(
        "The header says that it is a file, and has neither a rate nor a word on following", arguments: [80, 120, 200])
    func header(columns: Int) throws {
        let ui = try Self.opened(columns, 30)
        let header = ui.rows[0]
        #expect(header.contains("bookshop file"), "\(header)")
        for word in ["disconnected", "/s", "FOLLOW"] { #expect(!header.contains(word), "\(header)") }
        ui.expect("requests.jsonl")
    }

    @Test("Apps has no figures, adapters, socket or profiler that a server would have")
    func apps() throws {
        var ui = try Self.opened(120, 40)
        ui.type("9")
        ui.expect("bookshop 4242", "read from a file", "file           requests.jsonl")
        ui.expectNot("no figures", "adapters", "socket", "profiler")
    }

    @Test("The footer has no key that needs a server")
    func footer() throws {
        var ui = try Self.opened(200, 40)
        for keys in ["", "9", "<esc>3", "<enter>"] {
            ui.type(keys)
            for label in ["profiler", "plan", "pause", "follow"] {
                #expect(!ui.rows[39].contains(" " + label), "\(keys): \(ui.rows[39])")
            }
        }
        ui.type("p")
        ui.expect("A file has no server to ask for a plan")
        #expect(!ui.takeEffects().contains { if case .explain = $0 { true } else { false } })
    }
}
