import PeriscopeHistory
import PeriscopeInsight
import PeriscopeUI
import PeriscopeWire
import Testing

/// A file holds what the screen showed: its total is the screen's.
struct ProfileExportTests {
    /// The samples of what the last effect writes.
    private static func samples(_ ui: inout UIDriver) -> UInt64? {
        guard case .exportProfile(let wish) = ui.takeEffects().last else { return nil }
        return switch wish.scope {
        case .request(let id, let span): ui.history.profile(of: [id], span: span).samples
        case .requests(let ids): ui.history.profile(of: ids).samples
        case .outside(let app): ui.history.outsideProfile(of: app).samples
        }
    }

    /// A route of files: the picture is noise, the list is not, and both were sampled.
    private static func files() -> UIDriver {
        var ui = UIDriver.profiled("")
        ui.say { server in
            for (path, count) in [("/files/logo.png", UInt32(40)), ("/files/prices", 30)] {
                let id = server.makeID()
                var delta = server.head(id, "GET", path, at: 8_000_000, route: "/files/{name}")
                server.sample(&delta, [([411], id, count)])
                delta.end = server.end(at: 8_200_000, status: 200)
                server.send(delta)
            }
        }
        ui.nameStacks()
        return ui
    }

    @Test("A span's profile is written with its span")
    func span() {
        var ui = UIDriver.profiled("2jjjjc", 120, 40)
        ui.expect("110 samples")
        ui.type("x<c-u>span.pb<enter>")
        #expect(Self.samples(&ui) == 110)
    }

    @Test(
        "A route's profile is written without the noise that the screen leaves out", arguments: ["g8a", "08JJ"])
    func route(keys: String) {
        var ui = Self.files()
        ui.type(keys)
        ui.expect("All requests of GET /files/{name}", "30 samples")
        ui.type("x<c-u>route.pb<enter>")
        #expect(Self.samples(&ui) == 30)
    }

    @Test("The profile of an unfiltered list is written as the list shows it")
    func shown() {
        var ui = Self.files()
        ui.type("A")
        ui.expect("All requests", "313 samples")
        ui.type("x<c-u>all.pb<enter>")
        #expect(Self.samples(&ui) == 313)
    }
}
