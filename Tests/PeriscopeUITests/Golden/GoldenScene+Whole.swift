import PeriscopeHistory
import PeriscopeUI
import Screen

extension GoldenScene {
    /// What is of all requests, or of the servers.
    static let wholeScenes: [GoldenScene] = [
        bookshop("routes", "0"), bookshop("routes-sorted", "0s<down><enter>S"), bookshop("route-opened", "0<enter>"),
        bookshop("apps", "9"),
        bookshop("apps-lost", "9") { ui in
            ui.act(
                .historyChanged(ui.history.disconnect(app: 1, reason: "connection reset", orderly: false, at: ui.now)))
        },
        bookshop("apps-child", "9") { ui in
            ui.environment.child = .init(command: "swift run App", pid: 4_242, state: .running)
            ui.environment.childOutput = [
                .init(text: "Building for debugging...", at: ui.now - 9_000_000_000),
                .init(text: "Build complete! (4.20s)", at: ui.now - 3_000_000_000),
                .init(text: "warning: the till is nearly empty", at: ui.now, isError: true),
            ]
            ui.environment.refusals = [.init(text: "A server of another version: 2", at: ui.now)]
            ui.environment.notices = ["~/.config/periscope/config.yaml:3: no such setting: theem"]
        },
        empty("build-errors") { ui in
            fail(&ui)
        },
        bookshop("build-errors-below", "") { fail(&$0) },
    ]

    /// A build that the compiler did not like.
    private static func fail(_ ui: inout UIDriver) {
        ui.environment.child = .init(command: "swift run App", pid: 7, state: .exited(code: 1))
        let lines = [
            "[3/9] Compiling App Routes.swift",
            "/shop/Sources/App/Routes.swift:41:17: error: cannot find 'titel' in scope",
            " 40 |     let book = try await books.find(id)",
            " 41 |     return Page(titel)",
            "    |                 `- error: cannot find 'titel' in scope",
            "/shop/Sources/App/Models.swift:7:9: warning: variable 'x' was never mutated",
            "error: fatalError",
        ]
        ui.environment.childOutput = lines.map { .init(text: $0, at: ui.now, isError: true) }
        for line in lines { ui.environment.build.take(line, isServing: false, folder: "/shop") }
        ui.act(.historyChanged(HistoryChange()))
    }

    /// What lies over the view and takes the keys.
    static let overlayScenes: [GoldenScene] = [
        bookshop("help", "?"), bookshop("help-panel", "j3?"), bookshop("help-routes", "0?"),
        bookshop("help-scrolled", "?<pgdn>"),
        bookshop("palette", ":"), bookshop("palette-typed", ":so"), bookshop("palette-nothing", ":zzzz"),
        bookshop("sort-menu", "s"), bookshop("sort-menu-sql", "j3s"), bookshop("sort-menu-routes", "0s"),
        bookshop("question-clear", "C"), bookshop("question-quit", "mjmq"),
        bookshop("prompt-filter", "fstatus:"), bookshop("prompt-filter-error", "f(status:5xx or"),
        bookshop("prompt-filter-applied", "f/authors"), bookshop("prompt-search", "/auth"),
    ]

    /// Taking requests elsewhere, and sending them again.
    static let doingScenes: [GoldenScene] = [
        bookshop("copy-as", "jY"), bookshop("copy-as-query", "j3jY"), bookshop("export", "jx"),
        bookshop("send-again", "jr"), bookshop("send-question", "jjjjjjr"), bookshop("send-times", "jR"),
        bookshop("notice", "j") { $0.act(.notice("Copied: curl command, 2 secrets masked (OSC 52)")) },
    ]
}
