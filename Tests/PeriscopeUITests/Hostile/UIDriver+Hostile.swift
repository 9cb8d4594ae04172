import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire
import Screen

extension UIDriver {
    /// A toolbar in which every text that comes from outside is of a test's choosing.
    static func hostile(
        _ columns: Int, _ rows: Int, glyphs: Glyphs = .unicode, _ text: @escaping ScriptedServer.HostileWriter
    ) -> UIDriver {
        var ui = UIDriver(columns, rows, glyphs: glyphs)
        ui.environment.socketPath = text(.socketPath)
        ui.environment.notices = [text(.notice)]
        ui.time = 0
        ui.history.connect(
            app: 1, hello: ScriptedServer.hostileHello { $0 == .buildID ? "b0" : text($0) }, strings: [], at: ui.now)
        ui.say { $0.everywhere(at: 500_000, text) }
        ui.act(
            .historyChanged(
                ui.history.disconnect(app: 1, reason: text(.disconnectReason), orderly: false, at: ui.now)))
        ui.server = ScriptedServer(number: 2)
        ui.history.connect(app: 2, hello: ScriptedServer.hostileHello(text), strings: [], at: ui.now)
        ui.tellProfiler(isOn: true, problem: text(.profilerProblem))
        ui.time = 3_000_000
        ui.say { server in
            server.everywhere(at: 1_000_000, text)
            server.everywhere(at: 2_000_000, text)
        }
        ui.nameHostile(text)
        ui.environment.child = .init(command: text(.childCommand), pid: 9, state: .exited(code: 1))
        ui.environment.childOutput = [.init(text: text(.childOutput), at: ui.now, isError: true)]
        ui.environment.refusals = [.init(text: text(.refusal), at: ui.now)]
        ui.act(.historyChanged(HistoryChange()))
        return ui
    }

    private mutating func nameHostile(_ text: ScriptedServer.HostileWriter) {
        for (build, counters) in history.takeUnnamed(limit: 1_000) {
            let names = counters.map { counter in
                let isSampled = counter % 1_000 >= 400
                return (
                    counter,
                    [
                        SourceFrame(
                            function: text(isSampled ? .sampledFunction : .function),
                            path: text(isSampled ? .sampledPath : .sourcePath), line: 7, isApp: true)
                    ]
                )
            }
            history.name(Dictionary(names, uniquingKeysWith: { first, _ in first }), of: build)
        }
    }

    /// What is looked at with hostile text: each begins at the list.
    static let hostileScreens: [String] =
        [
            "", "m", "mj", "F ", "T", "s", "Y", "x", "R", "r", "d", "mjd", "C", "B", "?", ":", "0", "0t", "0jt<enter>",
            "0<enter>", "9", "9G", "08", "08t", "98", "A", "f", "fx<enter>",
        ]
        + (1...8).flatMap { panel in
            ["", "zG", "t", "tt", "<enter>", "j<enter>", "jj<enter>G"].map { "\(panel)\($0)" }
        }
        + ["3jp", "3ztj<enter>", "5w", "6w", "8t<enter>"]

    private var isHome: Bool {
        guard case .none = state.overlay else { return false }
        return state.view == .requests && !state.detail.isOpen && !state.search.isActive
            && state.list.index.rules == ListIndex.Rules()
    }

    /// Back at the list, as it was at first.
    mutating func comeHome() {
        for _ in 0..<12 where !isHome { act(.input(.key(.escape))) }
        state.isZoomed = false
        state.isFooterHidden = false
        state.pause = nil
    }
}
