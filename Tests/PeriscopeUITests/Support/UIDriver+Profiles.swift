import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire
import Screen

extension UIDriver {
    /// A profiled bookshop: a slow report that computes, a page that waits, one too quick to be sampled, and a panel.
    static func profiled(
        _ keys: String, _ columns: Int = 120, _ rows: Int = 40, glyphs: Glyphs = .unicode
    ) -> UIDriver {
        var ui = UIDriver(columns, rows, glyphs: glyphs)
        ui.time = 0
        ui.connect()
        ui.tellProfiler(isOn: true)
        ui.time = 9_000_000
        ui.say { server in
            server.sampledReport(at: 1_000_000)
            server.quickPage(at: 3_000_000)
            server.waitingPage(at: 4_000_000)
            server.sampledReport(at: 6_000_000)
        }
        ui.nameStacks()
        ui.type(keys)
        return ui
    }

    /// Names whatever has none, each by its number.
    mutating func nameAll() {
        for (build, counters) in history.takeUnnamed(limit: 100_000) {
            let names = counters.map { counter -> (UInt64, [SourceFrame]) in
                let name = "Module\(counter / 1_000).function\(counter)(_:)"
                return (
                    counter, [SourceFrame(function: name, path: "/shop/Sources/File\(counter / 50).swift", line: 7)]
                )
            }
            history.name(Dictionary(names, uniquingKeysWith: { first, _ in first }), of: build)
        }
        act(.historyChanged(HistoryChange()))
    }

    mutating func tellProfiler(isOn: Bool, problem: String = "", byEnvironment: Bool = false) {
        let sample = ScriptedServer.profiler(isOn: isOn, problem: problem, byEnvironment: byEnvironment, at: time)
        history.apply(sample, from: server.number)
        act(.historyChanged(HistoryChange()))
    }
}
