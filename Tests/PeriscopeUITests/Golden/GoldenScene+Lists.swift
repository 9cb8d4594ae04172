import PeriscopeHistory
import PeriscopeUI
import Screen

extension GoldenScene {
    /// The request list, in all that can be seen of it.
    static let listScenes: [GoldenScene] = [
        bookshop("list", ""),
        bookshop("list-moved", "jjj"),
        bookshop("list-clock", "T"),
        bookshop("list-sideways", "LLj"),
        bookshop("list-marked", "jmjmj"),
        bookshop("list-marked-only", "jmjjmM"),
        bookshop("list-sorted", "s<down><down><enter>"),
        bookshop("list-hidden", "a"),
        bookshop("list-filtered", "fauthors<enter>"),
        bookshop("list-filtered-to-nothing", "f~<enter>"),
        bookshop("list-searched", "/book<enter>"),
        bookshop("list-no-footer", "."),
        bookshop("list-paused", "jj ") { ui in
            ui.time += 3_000_000
            ui.say { server in
                for place in 0..<7 { server.quick("GET", "/books", at: 11_000_000 + UInt64(place) * 1_000) }
            }
        },
        bookshop("list-lost", "") { ui in
            ui.act(
                .historyChanged(ui.history.disconnect(app: 1, reason: "connection reset", orderly: false, at: ui.now)))
        },
        bookshop("list-in-flight", "") { ui in
            ui.time += 4_200_000
            ui.say { $0.running(at: 12_000_000, inQuery: true) }
            ui.time += 3_000_000
        },
        bookshop("list-two-apps", "") { ui in
            let hello = ScriptedServer.hello("billing", pid: 5_151, adapters: ["hummingbird"], build: "cafe")
            ui.act(.historyChanged(ui.history.connect(app: 2, hello: hello, strings: [], at: ui.now)))
            ui.server = ScriptedServer(number: 2)
            ui.say { $0.quick("POST", "/invoices", at: 9_500_000, took: 31_000) }
        },
        empty("empty") { _ in },
        empty("empty-connected") { $0.connect() },
        empty("empty-noise") { ui in
            ui.connect()
            ui.say { $0.quick("GET", "/healthz", at: 1) }
        },
        empty("empty-reading") { $0.environment.hub = .reading },
        empty("empty-file") { $0.environment.hub = .file(name: "requests.jsonl") },
        empty("empty-building") { ui in
            ui.environment.child = .init(command: "swift run App", pid: 7, state: .running)
            ui.environment.childOutput = [.init(text: "[17/204] Compiling App Routes.swift", at: ui.now)]
        },
    ]
}
