import PeriscopeHistory
import PeriscopeUI
import Testing

struct ChildLineOwnerTests {
    /// One request from 1 s to 3 s, one from 2 s to 2.5 s, and one that is still running from 9 s on.
    private var ui: UIDriver {
        var ui = UIDriver()
        ui.connect()
        ui.say { server in
            server.quick("GET", "/long", at: 1_000_000, took: 2_000_000)
            server.quick("GET", "/short", at: 2_000_000, took: 500_000)
            server.running(at: 9_000_000)
        }
        return ui
    }

    @Test(
        "What the child writes belongs to a request when exactly one was in flight",
        arguments: [
            (500, nil), (1_500, "/long"), (2_200, nil), (2_700, "/long"), (3_040, "/long"), (3_100, nil),
            (9_500, "/slow"),
        ] as [(Int64, String?)])
    func owner(milliseconds: Int64, path: String?) {
        let history = ui.history
        let line = UIEnvironment.ChildLine(text: "", at: ScriptedServer.anchor + milliseconds * 1_000_000)
        #expect(line.owner(in: history).flatMap(history.request)?.path == path)
    }
}
